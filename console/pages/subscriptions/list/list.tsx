import { Plus } from 'lucide-react';
import { jeton } from '../../../api/jeton.ts';
import { usePaged } from '../../../api/paged.ts';
import { may } from '../../../app/rights.ts';
import { useSession } from '../../../app/session.tsx';
import { CommandLine } from '../../../parts/command-line.tsx';
import { Empty } from '../../../parts/empty.tsx';
import { ButtonLink } from '../../../parts/link.tsx';
import { Loading } from '../../../parts/loading.tsx';
import { PageHeader } from '../../../parts/page-header.tsx';
import { Problem } from '../../../parts/problem.tsx';
import { DataTable } from '../../../parts/table/data-table.tsx';
import { More } from '../../../parts/table/more.tsx';
import { FIRST_SIGHTS } from '../../first-sights.ts';
import { SUBSCRIPTION_COLUMNS } from './columns.tsx';

/** Each row asks for its last answer: no more at once than fit on a screen. */
const PAGE = 25;

/** The subscriptions that one may see. */
export function SubscriptionList() {
  const session = useSession();
  const { rows, error, refetch, more, stale } = usePaged(['subscriptions', 'list'], (cursor, signal) =>
    jeton.listSubscriptions({ query: { cursor, limit: PAGE }, signal }),
  );
  const create = may(session, 'subscription:create') && (
    <ButtonLink to="/subscriptions" search={{ new: 'mail' }} variant="primary">
      <Plus aria-hidden size={16} /> Add a subscription
    </ButtonLink>
  );
  return (
    <>
      <PageHeader {...FIRST_SIGHTS['/subscriptions']} actions={rows && rows.length > 0 && create} />
      {error && <Problem error={error} onRetry={refetch} />}
      {rows === null && !error && <Loading label="Asking for the subscriptions" />}
      {rows?.length === 0 && (
        <Empty title="Nobody is subscribed yet" action={create}>
          A subscription has a team’s mail address or a program’s webhook told: before tokens end, and of what happens
          to tokens, access keys and properties. Begin with your team’s address and the tokens of one project.
        </Empty>
      )}
      {rows !== null && rows.length > 0 && (
        <>
          <DataTable
            caption="Subscriptions"
            rows={rows}
            rowId={({ id }) => id}
            columns={SUBSCRIPTION_COLUMNS}
            stale={stale}
          />
          <More {...more} />
        </>
      )}
      <CommandLine words={['subscription', 'list']} />
    </>
  );
}
