import { useQuery } from '@tanstack/react-query';
import { Badge } from '../../../parts/badge.tsx';
import { Link } from '../../../parts/link.tsx';
import type { Column } from '../../../parts/table/data-table.tsx';
import { When } from '../../../parts/when.tsx';
import { STATUS_TONES } from '../../deliveries/words.ts';
import { latestDelivery, type Subscription } from '../api.ts';
import { filterInWords, nameOf, stateOf, thresholdsInWords } from '../words.ts';
import styles from './list.module.css';

const EVENTS_SHOWN = 2;

export const SUBSCRIPTION_COLUMNS: readonly Column<Subscription>[] = [
  { id: 'to', header: 'Told', names: true, cell: (subscription) => <Told subscription={subscription} /> },
  { id: 'events', header: 'Of', cell: (subscription) => <Events subscription={subscription} /> },
  { id: 'filter', header: 'Where', wide: true, cell: ({ filter }) => filterInWords(filter) },
  { id: 'state', header: 'State', cell: (subscription) => <State subscription={subscription} /> },
  { id: 'answer', header: 'Last delivery', cell: ({ id }) => <LastDelivery id={id} /> },
];

function Told({ subscription }: { subscription: Subscription }) {
  const { id, channel, address, description } = subscription;
  return (
    <div className={styles.lines}>
      <Link to="/subscriptions/$id" params={{ id }} className={styles.name}>
        {nameOf(subscription)}
      </Link>
      <span className={styles.quiet}>{description === null ? channel : `${channel}: ${address}`}</span>
    </div>
  );
}

function Events({ subscription }: { subscription: Subscription }) {
  const { events } = subscription;
  const others = events.length - EVENTS_SHOWN;
  return (
    <div className={styles.lines}>
      <span>
        {events.slice(0, EVENTS_SHOWN).join(', ')}
        {others > 0 && ` and ${others} more`}
      </span>
      {events.includes('token.expiring') && (
        <span className={styles.quiet}>{thresholdsInWords(subscription)} before</span>
      )}
    </div>
  );
}

function State({ subscription }: { subscription: Subscription }) {
  const { tone, word } = stateOf(subscription);
  return <Badge tone={tone}>{word}</Badge>;
}

/** The list of subscriptions does not tell of deliveries: each row asks. */
function LastDelivery({ id }: { id: string }) {
  const { data } = useQuery(latestDelivery(id));
  if (data === undefined) return null;
  if (data === null) return <span className={styles.quiet}>none so far</span>;
  const { status, lastStatus, createdAt } = data;
  return (
    <div className={styles.lines}>
      <span>
        <Badge tone={STATUS_TONES[status]}>{lastStatus === null ? status : `${status}, ${lastStatus}`}</Badge>
      </span>
      <span className={styles.quiet}>
        <When at={createdAt} />
      </span>
    </div>
  );
}
