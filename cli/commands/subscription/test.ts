import type { Command } from 'commander';
import { Notification } from '../../../src/contract/notices.ts';
import { Failure } from '../../failure.ts';
import { path } from '../../http/address.ts';
import { send } from '../../http/send.ts';
import { say, showOne } from '../../output/show.ts';
import { openSession, type Session } from '../../session.ts';
import type { World } from '../../world.ts';
import { NOTIFICATION_VIEW } from '../notification/view.ts';
import { waitForAnswer } from './wait-for-answer.ts';

const EXAMPLES = `
The sample tells of a token that does not exist, in the form of the first event that the subscription hears of. It is
sent while the subscription is disabled, too. With --wait the exit code is 0 when the sample was delivered, else 1.

Examples:
  $ jeton subscription test sub_0000000001a --wait
  $ jeton subscription test sub_0000000001a --quiet            the id of the notification`;

/** `jeton subscription test ID`: sends a sample. */
export function addSubscriptionTest(subscription: Command, world: World): void {
  subscription
    .command('test <id>')
    .description('send a subscription a sample')
    .option('--wait', 'until it was delivered or an attempt failed, up to 75 s; show what was answered')
    .addHelpText('after', EXAMPLES)
    .action(async (id: string, { wait }: { wait?: boolean }, command: Command) => {
      const session = openSession(world, command);
      const answer = await send(session, { method: 'POST', path: path`/v1/subscriptions/${id}/test` }, Notification);
      if (wait) return waitAndShow(session, id, answer.value.id);
      showOne(session, answer, NOTIFICATION_VIEW);
      say(session, `the sample is on its way as ${answer.value.id}; with --wait this says what becomes of it`);
    });
}

async function waitAndShow(session: Session, subscription: string, notification: string): Promise<void> {
  const answer = await waitForAnswer(session, subscription, notification);
  showOne(session, answer, NOTIFICATION_VIEW);
  const { status } = answer.value;
  if (status === 'delivered') return;
  if (status !== 'pending') throw new Failure(['the sample was not delivered']);
  const next = `jeton notification list --subscription ${subscription}`;
  throw new Failure(['the sample has not been delivered so far', `what becomes of it: ${next}`]);
}
