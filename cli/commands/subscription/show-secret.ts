import type { Subscription } from '../../../src/contract/notices.ts';
import type { Answer } from '../../http/send.ts';
import { print, say, showOne } from '../../output/show.ts';
import { renderCard } from '../../output/table.ts';
import type { Session } from '../../session.ts';
import { SUBSCRIPTION_VIEW } from './view.ts';

/** Shows a subscription and its new secret, with `--quiet` the secret alone; mail has none, and shows its id. */
export function showSecret(
  session: Session,
  { raw, value }: Answer<{ subscription: Subscription; secret: string | null }>,
): void {
  const { subscription, secret } = value;
  if (secret === null) {
    showOne(session, { raw, value: subscription }, SUBSCRIPTION_VIEW);
    return;
  }
  if (session.json) print(session, raw);
  else if (session.quiet) print(session, secret);
  else print(session, `${renderCard(SUBSCRIPTION_VIEW.card, subscription)}\n\n${secret}`);
  say(session, 'This secret signs what is sent, and is shown once: give it to the receiver now.');
}
