import type { QueueMessage } from '../../src/contract/queue.ts';
import { consume, consumeDead } from '../../src/jobs/queue.ts';
import type { TestApp } from './app.ts';

/** A queue that keeps what is sent until a test hands it on: then, by the test's clock, and in the order it likes. */
export function captureQueue() {
  const messages: QueueMessage[] = [];
  const metadata = { metrics: { backlogCount: 0, backlogBytes: 0 } };
  const queue: Queue<QueueMessage> = {
    metrics: async () => metadata.metrics,
    send: async (body) => {
      messages.push(body);
      return { metadata };
    },
    sendBatch: async (batch) => {
      messages.push(...[...batch].map(({ body }) => body));
      return { metadata };
    },
  };
  return { messages, queue };
}

/** Hands messages to the consumer as the platform would, and returns those that it hands back. */
export async function handOver(test: TestApp, bodies: readonly QueueMessage[], dead = false): Promise<QueueMessage[]> {
  const back: QueueMessage[] = [];
  const received = bodies.map((body) => ({ body, ack: () => {}, retry: () => back.push(body) }));
  const { services, isolate, nowMs } = test;
  await (dead ? consumeDead : consume)(received, { services, isolate, nowMs });
  return back;
}

/** Hands on what lies in the queue, in batches, until it is empty. Throws when a message is handed back. */
export async function drainQueue(test: TestApp, batchSize = 5): Promise<void> {
  while (test.queued.length > 0) {
    const back = await handOver(test, test.queued.splice(0, batchSize));
    if (back.length > 0) throw new Error(`handed back: ${JSON.stringify(back)}`);
  }
}
