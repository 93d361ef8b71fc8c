import { formatId } from '../../contract/ids.ts';
import type { SubscriptionRecord } from '../../d1/subscriptions.ts';
import { withoutPath } from '../subscriptions/view.ts';
import type { Letter } from './letter.ts';

/** What the owner of a subscription gets when its deliveries stop. */
export function disabledLetter(
  subscription: Pick<SubscriptionRecord, 'id' | 'address' | 'disabledReason'>,
  lastAnswer: string | null,
): Letter {
  const id = formatId('sub', subscription.id);
  const gone = subscription.disabledReason === 'gone';
  const why = gone ? 'The receiver answered 410 Gone: it wants no more.' : 'Every attempt of the last 24 hours failed.';
  return {
    subject: `Notices to ${hostOf(subscription.address)} have stopped`,
    opening: `${why} Nothing more is sent to this subscription until it is enabled again.`,
    sections: [
      {
        title: 'The subscription',
        entries: [
          {
            title: id,
            facts: [
              ['Address', withoutPath(subscription.address)],
              ...(lastAnswer ? [['Last answer', lastAnswer] as [string, string]] : []),
            ],
            command: `jeton subscription update ${id} --enable`,
            link: null,
          },
        ],
      },
    ],
    closing: [
      `What was missed: \`jeton notification list --subscription ${id} --status failed\`; \`jeton notification redeliver\` sends one again.`,
    ],
  };
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : address;
}
