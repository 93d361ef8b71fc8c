import { useSearch } from '@tanstack/react-router';
import { may } from '../../app/rights.ts';
import { first, type Search } from '../../app/search.ts';
import { useSession } from '../../app/session.tsx';
import { Empty } from '../../parts/empty.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { CreateSubscription } from './form/create.tsx';
import { SubscriptionList } from './list/list.tsx';

/** Who is told of what, and the form that makes one more. */
export function Subscriptions() {
  const session = useSession();
  const search: Search = useSearch({ strict: false });
  if (first(search, 'new') !== undefined && may(session, 'subscription:create')) return <CreateSubscription />;
  if (may(session, 'subscription:read')) return <SubscriptionList />;
  return (
    <>
      <PageHeader title="Subscriptions" />
      <Empty title="You may not see subscriptions">
        They have teams and programs told of what ends and changes. To see them takes the permission{' '}
        <code>subscription:read</code> in a project: an owner of the project can give it. Of your own tokens you are
        told by mail in any case.
      </Empty>
    </>
  );
}
