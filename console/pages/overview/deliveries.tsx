import { useQuery } from '@tanstack/react-query';
import type { Schemas } from '../../../client/api/index.ts';
import { ask, jeton } from '../../api/jeton.ts';
import { Badge } from '../../parts/badge.tsx';
import { CommandLine } from '../../parts/command-line.tsx';
import { Link } from '../../parts/link.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Problem } from '../../parts/problem.tsx';
import { When } from '../../parts/when.tsx';
import { counted } from '../../parts/words.ts';
import { Card } from './card.tsx';
import styles from './overview.module.css';

const SHOWN = 4;
const SUBSCRIPTIONS = 200;

/** Notices that did not arrive, and subscriptions that stopped for that. */
export function Deliveries({ half }: { half: boolean }) {
  return (
    <Card
      title="Deliveries that fail"
      hint="Notices that were given up after a day, and subscriptions that rest for it."
      half={half}
    >
      <Stopped />
      <Failed />
      <CommandLine words={['notification', 'list', '--status', 'failed']} />
    </Card>
  );
}

function Failed() {
  const { data, error, refetch } = useQuery({
    queryKey: ['notifications', 'failed', SHOWN],
    queryFn: ({ signal }) => ask(jeton.listNotifications({ query: { status: 'failed', limit: SHOWN }, signal })),
  });
  if (error) return <Problem error={error} onRetry={refetch} />;
  if (data === undefined) return <Loading label="Looking for them" />;
  if (data.items.length === 0) return <p className={styles.calm}>None of what is kept has failed.</p>;
  return (
    <>
      <ul className={styles.rows}>
        {data.items.map((notification) => (
          <FailedDelivery key={notification.id} notification={notification} />
        ))}
      </ul>
      <p>
        <Link to="/deliveries" search={{ status: 'failed' }}>
          All that failed
        </Link>
      </p>
    </>
  );
}

function FailedDelivery({ notification }: { notification: Schemas['Notification'] }) {
  const { event, address, lastStatus, lastAnswer, endedAt, attempts } = notification;
  return (
    <li>
      <span className={styles.between}>
        <strong>{event}</strong>
        <When at={endedAt} otherwise="" />
      </span>
      <span className={styles.quiet}>
        {address ?? 'The subscription is gone'} ·{' '}
        {lastStatus === null ? (lastAnswer ?? 'no answer') : `HTTP ${lastStatus}`} after {counted(attempts, 'attempt')}
      </span>
    </li>
  );
}

/** Those that the deployment itself has stopped: by hand is by intent. */
function Stopped() {
  const { data } = useQuery({
    queryKey: ['subscriptions', 'stopped'],
    queryFn: ({ signal }) => ask(jeton.listSubscriptions({ query: { limit: SUBSCRIPTIONS }, signal })),
  });
  const stopped = (data?.items ?? []).filter(
    ({ disabledReason }) => disabledReason === 'gone' || disabledReason === 'failing',
  );
  if (stopped.length === 0) return null;
  return (
    <ul className={styles.rows} aria-label="Subscriptions that were stopped">
      {stopped.slice(0, SHOWN).map(({ id, address, disabledReason }) => (
        <li key={id}>
          <span className={styles.between}>
            <Link to="/subscriptions/$id" params={{ id }}>
              {address}
            </Link>
            <Badge tone="bad">
              {disabledReason === 'gone' ? 'Stopped: answered 410' : 'Stopped: a day of failures'}
            </Badge>
          </span>
        </li>
      ))}
    </ul>
  );
}
