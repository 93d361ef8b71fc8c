import { ERROR_CODES } from './contract/error-codes.ts';
import type { QueueMessage } from './contract/queue.ts';
import { createIsolate } from './domain/edge/isolate.ts';
import type { UncheckedEnv } from './env.ts';
import { jobOf } from './jobs/index.ts';
import { consume, consumeDead } from './jobs/queue.ts';
import { createApp } from './routes/app.ts';
import { buildServices, type Services } from './services.ts';

const app = createApp();
const isolate = createIsolate();
let built: { env: UncheckedEnv; services: Services } | null = null;

/** Services live as long as the isolate: its env never changes. */
function servicesOf(env: UncheckedEnv): Services {
  if (built?.env !== env) built = { env, services: buildServices(env) };
  return built.services;
}

/** A deployment that is not fit to run says so: to the log in full, to callers without a word of it. */
function refuseToRun(error: unknown): Response {
  const requestId = `req_${crypto.randomUUID()}`;
  const reason = error instanceof Error ? error.message : 'unknown';
  console.error(JSON.stringify({ message: 'misconfigured', requestId, error: reason }));
  const { status, title, fix } = ERROR_CODES.internal_error;
  const detail = 'The deployment is misconfigured; its log says how.';
  const problem = {
    type: 'urn:jeton:error:internal_error',
    title,
    status,
    detail,
    code: 'internal_error',
    fix,
    requestId,
  };
  return new Response(JSON.stringify(problem), { status, headers: { 'Content-Type': 'application/problem+json' } });
}

export default {
  fetch(request, env, ctx) {
    let services: Services;
    try {
      services = servicesOf(env);
    } catch (error) {
      return refuseToRun(error);
    }
    return app.fetch(request, { services, isolate, nowMs: Date.now() }, ctx);
  },
  async scheduled(controller, env) {
    const job = jobOf(controller.cron);
    const { counts } = await job({ services: servicesOf(env), isolate, nowMs: Date.now() }, 'cron');
    console.log(JSON.stringify({ message: 'job done', cron: controller.cron, ...counts }));
  },
  async queue(batch, env) {
    const context = { services: servicesOf(env), isolate, nowMs: Date.now() };
    await (batch.queue.endsWith('-dead') ? consumeDead : consume)(batch.messages, context);
  },
} satisfies ExportedHandler<UncheckedEnv, QueueMessage>;
