import { Badge } from '../../../parts/badge.tsx';
import { Button } from '../../../parts/button.tsx';
import { CommandLine } from '../../../parts/command-line.tsx';
import { Facts } from '../../../parts/facts.tsx';
import { When } from '../../../parts/when.tsx';
import { OwnerLink } from '../../tokens/show/owner.tsx';
import type { Subscription } from '../api.ts';
import { filterInWords, stateOf, thresholdsInWords } from '../words.ts';
import styles from './show.module.css';
import { useEnable } from './use-enable.ts';

/** What there is to know of a subscription; why it is silent comes first. */
export function Details({ subscription, mayUpdate }: { subscription: Subscription; mayUpdate: boolean }) {
  const { id, channel, address, events, filter, owner, createdAt, previousSecretUntil } = subscription;
  const { tone, word, sentence } = stateOf(subscription);
  return (
    <>
      {sentence && <Silent subscription={subscription} sentence={sentence} mayUpdate={mayUpdate} />}
      <Facts
        facts={[
          [
            'State',
            <Badge key="state" tone={tone}>
              {word}
            </Badge>,
          ],
          [channel === 'mail' ? 'Mail to' : 'Webhook at', address],
          [
            'Told of',
            <span key="events" className={styles.events}>
              {events.map((event) => (
                <code key={event}>{event}</code>
              ))}
            </span>,
          ],
          ['Before the end', events.includes('token.expiring') ? thresholdsInWords(subscription) : null],
          ['Where', filterInWords(filter)],
          ['Disabled', subscription.disabledAt && <When at={subscription.disabledAt} />],
          ['Old secret signs until', previousSecretUntil && <When at={previousSecretUntil} />],
          ['Told when it stops', owner === null ? 'nobody: a token made it' : <OwnerLink key="owner" id={owner} />],
          ['Added', <When key="created" at={createdAt} />],
        ]}
      />
      <div className={styles.command}>
        <CommandLine words={['subscription', 'get', id]} />
      </div>
    </>
  );
}

type SilentProps = { subscription: Subscription; sentence: string; mayUpdate: boolean };

function Silent({ subscription, sentence, mayUpdate }: SilentProps) {
  const { mutate, isPending } = useEnable(subscription);
  return (
    <div className={styles.silent}>
      <div>
        <p>
          <strong>{sentence}</strong>
        </p>
        <p>
          Enabled again, it hears of what happens from then on. What it has missed is below, and each can be sent again.
        </p>
      </div>
      {mayUpdate && (
        <Button pending={isPending} onClick={() => mutate()}>
          Enable the subscription
        </Button>
      )}
    </div>
  );
}
