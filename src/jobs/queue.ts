import type { QueueMessage } from '../contract/queue.ts';
import type { SweepJob } from '../contract/sweeps.ts';
import { activateKey } from '../domain/access-keys/activate.ts';
import { answerLookup } from '../domain/access-keys/look-up.ts';
import { recordDeadLetter } from '../domain/notices/dead-letter.ts';
import { deliver } from '../domain/notices/deliver.ts';
import { runSweep } from '../domain/sweeps/run.ts';
import { foldUses } from '../domain/tokens/fold-uses.ts';
import type { JobContext } from './job.ts';

/** A message of the queue, as the platform hands it over. */
type Received = { body: QueueMessage; ack: () => void; retry: () => void };

/**
 * Does what a batch of messages asks for, each for itself: one that fails is retried alone. A receiver that hangs
 * holds up no other, and one run does what several messages of the batch ask for.
 */
export async function consume(messages: readonly Received[], context: JobContext): Promise<void> {
  const deps = { ...context.services, nowMs: context.nowMs };
  const uses = messages.filter(({ body }) => 'uses' in body);
  const jobs = new Map<SweepJob, Received[]>();
  for (const message of messages) {
    if ('job' in message.body) jobs.set(message.body.job, [...(jobs.get(message.body.job) ?? []), message]);
  }
  await Promise.all([
    finish(uses, () =>
      foldUses(
        deps,
        uses.flatMap(({ body }) => ('uses' in body ? [body] : [])),
      ),
    ),
    ...[...jobs].map(([job, asking]) => finish(asking, () => runSweep(deps, job, 'queue'))),
    ...messages.map(({ body }, index) =>
      'deliver' in body ? finish(messages.slice(index, index + 1), () => deliver(deps, body.deliver)) : null,
    ),
    ...messages.map(({ body }, index) =>
      'activateKey' in body
        ? finish(messages.slice(index, index + 1), () => activateKey(deps, body.activateKey.request))
        : null,
    ),
    ...messages.map(({ body }, index) =>
      'lookUpKey' in body
        ? finish(messages.slice(index, index + 1), () => answerLookup(deps, body.lookUpKey.lookup))
        : null,
    ),
  ]);
}

/**
 * What the queue has given up on. A delivery counts as a failed attempt, so that it is tried on and in the end given up
 * like any other; the crons do again what a job left undone, and a use is told by the next one.
 */
export async function consumeDead(messages: readonly Received[], context: JobContext): Promise<void> {
  const deps = { ...context.services, nowMs: context.nowMs };
  for (const message of messages) {
    const { body } = message;
    console.error(JSON.stringify({ message: 'dead letter', kind: Object.keys(body)[0] }));
    await finish([message], () => ('deliver' in body ? recordDeadLetter(deps, body.deliver) : Promise.resolve()));
  }
}

/** Acknowledges messages when their work is done, or hands them back. */
async function finish(messages: readonly Received[], work: () => Promise<unknown>): Promise<void> {
  if (messages.length === 0) return;
  try {
    await work();
    for (const message of messages) message.ack();
  } catch (error) {
    const name = error instanceof Error ? error.name : typeof error;
    console.error(JSON.stringify({ message: 'queue message failed', error: name }));
    for (const message of messages) message.retry();
  }
}
