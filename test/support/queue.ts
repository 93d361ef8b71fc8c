import type { QueueMessage } from '../../src/contract/queue.ts';
import { consume } from '../../src/jobs/queue.ts';
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

/** Hands on what lies in the queue, in batches as the platform would, until it is empty. Returns how many failed. */
export async function drainQueue(test: TestApp, batchSize = 5): Promise<number> {
  let failed = 0;
  while (test.queued.length > 0) {
    const batch = test.queued.splice(0, batchSize);
    const received = batch.map((body) => ({
      body,
      ack: () => {},
      retry: () => {
        failed += 1;
      },
    }));
    const { services, isolate, nowMs } = test;
    await consume(received, { services, isolate, nowMs });
  }
  return failed;
}
