import { setTimeout as sleep } from 'node:timers/promises';
import { type Notification, NotificationList } from '../../../src/contract/notices.ts';
import { Failure } from '../../failure.ts';
import { type Answer, send } from '../../http/send.ts';
import type { Session } from '../../session.ts';

/** What the queue holds up or loses, the cron of the next minute sends. */
const WAIT_MS = 75_000;
const PAUSE_MS = 500;

/** The notification once it has ended or an attempt has failed: the next one may be minutes away. At last, as it is. */
export async function waitForAnswer(
  session: Session,
  subscription: string,
  notification: string,
): Promise<Answer<Notification>> {
  const deadline = performance.now() + WAIT_MS;
  for (;;) {
    const answer = await read(session, subscription, notification);
    if (isAnswered(answer.value) || performance.now() > deadline) return answer;
    await sleep(PAUSE_MS);
  }
}

async function read(session: Session, subscription: string, notification: string): Promise<Answer<Notification>> {
  const request = { method: 'GET', path: '/v1/notifications', query: { subscription } } as const;
  const { raw, value } = await send(session, request, NotificationList);
  const index = value.items.findIndex(({ id }) => id === notification);
  const found = value.items[index];
  if (found === undefined)
    throw new Failure([`the notification ${notification} is not in the list of ${subscription}`]);
  const items = (JSON.parse(raw) as { items: unknown[] }).items;
  return { raw: JSON.stringify(items[index]), value: found };
}

function isAnswered({ status, lastStatus, lastAnswer }: Notification): boolean {
  return status !== 'pending' || lastStatus !== null || lastAnswer !== null;
}
