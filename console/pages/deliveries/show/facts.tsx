import { Badge } from '../../../parts/badge.tsx';
import { useNow } from '../../../parts/clock.ts';
import { Code } from '../../../parts/code.tsx';
import { Facts } from '../../../parts/facts.tsx';
import { Link } from '../../../parts/link.tsx';
import { When } from '../../../parts/when.tsx';
import { counted } from '../../../parts/words.ts';
import type { Delivery } from '../api.ts';
import { Retries } from '../retries.tsx';
import { STATUS_TONES, stateInWords, toldInWords } from '../words.ts';
import styles from './show.module.css';

/** How far a delivery is, told as it changes, and what there is to know of it. */
export function DeliveryFacts({ delivery }: { delivery: Delivery }) {
  const { status, subscription, address, attempts, lastAttemptAt, nextAttemptAt, endedAt, lastAnswer } = delivery;
  const nowMs = useNow();
  return (
    <>
      <div className={styles.state} role="status">
        <Badge tone={STATUS_TONES[status]}>{status}</Badge>
        <p>{stateInWords(delivery, nowMs)}</p>
      </div>
      <Facts
        facts={[
          ['To', <To key="to" address={address} subscription={subscription} />],
          ['Tells of', toldInWords(delivery)],
          ['Left out', delivery.superseded > 0 ? `${delivery.superseded}, changed in time` : null],
          ['Decided', <When key="created" at={delivery.createdAt} />],
          ['Attempts', attempts],
          ['Last attempt', lastAttemptAt && <When at={lastAttemptAt} />],
          ['Last status', delivery.lastStatus],
          ['Next attempt', nextAttemptAt && attempts > 0 ? <When key="next" at={nextAttemptAt} /> : null],
          ['Ended', endedAt && <When at={endedAt} />],
        ]}
      />
      {lastAnswer !== null && lastAnswer !== '' && (
        <div className={styles.part}>
          <h3>The beginning of the last answer</h3>
          <Code text={lastAnswer} what="the last answer" />
        </div>
      )}
      {attempts > 0 && (status === 'pending' || status === 'failed') && (
        <div className={styles.part}>
          <h3>Attempts, counted from the first: {counted(attempts, 'was made', 'were made')}</h3>
          <Retries made={attempts} />
        </div>
      )}
    </>
  );
}

function To({ address, subscription }: Pick<Delivery, 'address' | 'subscription'>) {
  if (subscription === null) return <span>{address}, as the owner or by name</span>;
  return (
    <Link to="/subscriptions/$id" params={{ id: subscription }}>
      {address ?? `${subscription}, which is gone`}
    </Link>
  );
}
