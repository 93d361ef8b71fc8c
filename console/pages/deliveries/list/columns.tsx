import { Badge } from '../../../parts/badge.tsx';
import { Link } from '../../../parts/link.tsx';
import type { Column } from '../../../parts/table/data-table.tsx';
import { When } from '../../../parts/when.tsx';
import { count } from '../../../parts/words.ts';
import type { Delivery } from '../api.ts';
import { STATUS_TONES, toldInWords } from '../words.ts';
import styles from './list.module.css';

/** `onOpen` and `actions` are the page's, for it keeps in its address what is open. `withAddress`: of more than one subscription. */
export function deliveryColumns(
  onOpen: (delivery: Delivery) => void,
  actions: (delivery: Delivery) => React.ReactNode,
  withAddress: boolean,
): Column<Delivery>[] {
  const address: Column<Delivery> = { id: 'to', header: 'To', cell: (delivery) => <To delivery={delivery} /> };
  return [
    {
      id: 'event',
      header: 'Told of',
      names: true,
      cell: (delivery) => (
        <div className={styles.lines}>
          <button type="button" className={styles.open} onClick={() => onOpen(delivery)}>
            {delivery.event}
          </button>
          <span className={styles.quiet}>{toldInWords(delivery)}</span>
        </div>
      ),
    },
    ...(withAddress ? [address] : []),
    { id: 'status', header: 'State', cell: (delivery) => <State delivery={delivery} /> },
    { id: 'answer', header: 'Last answer', cell: (delivery) => <LastAnswer delivery={delivery} /> },
    { id: 'attempts', header: 'Attempts', wide: true, cell: ({ attempts }) => count(attempts) },
    {
      id: 'created',
      header: 'Decided',
      cell: ({ createdAt }) => (
        <span className={styles.when}>
          <When at={createdAt} />
        </span>
      ),
    },
    { id: 'actions', header: 'Actions', headerHidden: true, cell: actions },
  ];
}

function To({ delivery }: { delivery: Delivery }) {
  const { address, subscription } = delivery;
  return (
    <div className={styles.lines}>
      {subscription === null ? (
        <span>{address}</span>
      ) : (
        <Link to="/subscriptions/$id" params={{ id: subscription }}>
          {address ?? subscription}
        </Link>
      )}
      <span className={styles.quiet}>{reasonToTell(delivery)}</span>
    </div>
  );
}

function reasonToTell({ channel, subscription, address, event }: Delivery): string {
  if (event === 'subscription.disabled') return `${channel}, to its owner`;
  if (subscription === null) return `${channel}, to an owner or by name`;
  return address === null ? `${channel}, its subscription is gone` : channel;
}

function State({ delivery: { status, nextAttemptAt, attempts } }: { delivery: Delivery }) {
  return (
    <div className={styles.lines}>
      <span>
        <Badge tone={STATUS_TONES[status]}>{status}</Badge>
      </span>
      {status === 'pending' && attempts > 0 && nextAttemptAt !== null && (
        <span className={`${styles.quiet} ${styles.when}`}>
          again <When at={nextAttemptAt} />
        </span>
      )}
    </div>
  );
}

function LastAnswer({ delivery: { lastStatus, lastAnswer, lastAttemptAt } }: { delivery: Delivery }) {
  if (lastAttemptAt === null) return <span className={styles.quiet}>none so far</span>;
  return (
    <div className={styles.lines}>
      <span className={styles.answer}>{[lastStatus, lastAnswer].filter((word) => word !== null).join(' ')}</span>
      <span className={styles.quiet}>
        <When at={lastAttemptAt} />
      </span>
    </div>
  );
}
