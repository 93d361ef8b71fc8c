import { useNavigate, useSearch } from '@tanstack/react-router';
import { changed, first, oneOf, type Search } from '../../../app/search.ts';
import { Button } from '../../../parts/button.tsx';
import { CommandLine } from '../../../parts/command-line.tsx';
import { Empty } from '../../../parts/empty.tsx';
import { ButtonLink } from '../../../parts/link.tsx';
import { Loading } from '../../../parts/loading.tsx';
import { PageHeader } from '../../../parts/page-header.tsx';
import { Problem } from '../../../parts/problem.tsx';
import { Section } from '../../../parts/section.tsx';
import { More } from '../../../parts/table/more.tsx';
import { FIRST_SIGHTS } from '../../first-sights.ts';
import { Retries } from '../retries.tsx';
import { DeliveryDialog } from '../show/dialog.tsx';
import { STATUSES } from '../words.ts';
import { Filters } from './filters.tsx';
import styles from './list.module.css';
import { DeliveryTable, useDeliveries } from './table.tsx';

const PAGE = 25;

/** What was owed, tried and delivered; one of them opens over the list. */
export function DeliveryList() {
  const search: Search = useSearch({ strict: false });
  const navigate = useNavigate();
  const change = (changes: Record<string, string>) =>
    navigate({ to: '/deliveries', search: (before) => changed(before, changes), resetScroll: false });
  const filter = { status: oneOf(search, 'status', STATUSES), subscription: first(search, 'subscription') };
  const opened = first(search, 'delivery');
  const list = useDeliveries(filter, PAGE);
  const { rows, error, refetch, more, stale } = list;
  const { status, subscription } = filter;
  const isFiltered = status !== undefined || subscription !== undefined;
  return (
    <>
      <PageHeader {...FIRST_SIGHTS['/deliveries']} />
      <Filters {...filter} onChange={change} />
      {error && <Problem error={error} onRetry={refetch} />}
      {rows === null && !error && <Loading label="Asking for the deliveries" />}
      {rows?.length === 0 && !error && (
        <Nothing isFiltered={isFiltered} onClear={() => change({ status: '', subscription: '' })} />
      )}
      {rows !== null && rows.length > 0 && (
        <>
          <DeliveryTable rows={rows} onOpen={(delivery) => change({ delivery })} withAddress stale={stale} />
          <More {...more} />
        </>
      )}
      <CommandLine
        words={[
          ['notification', 'list', status && ['--status', status]],
          subscription && ['--subscription', subscription],
        ]}
      />
      <Explained />
      {opened && (
        <DeliveryDialog
          id={opened}
          known={rows?.find(({ id }) => id === opened)}
          onClose={() => change({ delivery: '' })}
        />
      )}
    </>
  );
}

function Nothing({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }) {
  if (isFiltered) {
    return (
      <Empty title="No delivery matches" action={<Button onClick={onClear}>Clear the filter</Button>}>
        What has ended is kept for as many days as DELIVERY_RETENTION_DAYS says.
      </Empty>
    );
  }
  return (
    <Empty title="Nothing was owed so far" action={<ButtonLink to="/subscriptions">To the subscriptions</ButtonLink>}>
      Owners are told by mail before a token ends. A subscription tells a team or a program as well: of what ends, and
      of what happens to tokens, access keys and properties.
    </Empty>
  );
}

function Explained() {
  return (
    <Section title="When nobody answers">
      <div className={styles.explained}>
        <p>
          A receiver has 10 s to answer with 2xx. Anything else has failed, a redirect too. Attempts are made so long
          after the first, up to a tenth later, and no sooner than a Retry-After asks for:
        </p>
        <Retries />
        <p>
          What no longer holds by then is left out. An answer of 410 disables the subscription at once, a day of
          failures after the tenth attempt; its owner is told by mail.
        </p>
      </div>
    </Section>
  );
}
