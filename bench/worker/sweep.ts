import type { QueueMessage } from '../../src/contract/queue.ts';
import { createIsolate } from '../../src/domain/edge/isolate.ts';
import type { UncheckedEnv } from '../../src/env.ts';
import { jobOf } from '../../src/jobs/index.ts';
import { buildServices } from '../../src/services.ts';
import type { Invocation, Order } from '../sweep/order.ts';
import { meterD1 } from './metered-d1.ts';

type BenchEnv = UncheckedEnv & Record<`DB_${string}`, D1Database>;

const isolate = createIsolate();

/** Runs a job of the product as a cron would. */
export default {
  async fetch(request, env) {
    const { database, cron, nowMs, settings } = await request.json<Order>();
    const binding = env[`DB_${database}`];
    if (!binding) return new Response(`no database ${database}`, { status: 404 });
    const { binding: DB, calls, asideMs } = meterD1(binding);
    const { binding: QUEUE, sent } = countQueue();
    const services = buildServices({ ...env, ...settings, DB, QUEUE });
    const begin = performance.now();
    const { counts } = await jobOf(cron)({ services, isolate, nowMs }, 'cron');
    const ms = performance.now() - begin - asideMs();
    return Response.json({ counts, ms, calls, ...sent } satisfies Invocation);
  },
} satisfies ExportedHandler<BenchEnv>;

/** A queue that takes everything and hands on nothing: deliveries are not what is measured. */
function countQueue() {
  const sent = { sends: 0, goesOn: false };
  const metadata = { metrics: { backlogCount: 0, backlogBytes: 0 } };
  const binding: Queue<QueueMessage> = {
    metrics: async () => metadata.metrics,
    send: async (body) => {
      sent.sends += 1;
      if ('job' in body) sent.goesOn = true;
      return { metadata };
    },
    sendBatch: async () => {
      sent.sends += 1;
      return { metadata };
    },
  };
  return { binding, sent };
}
