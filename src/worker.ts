import { WorkerEntrypoint } from 'cloudflare:workers';
import type { BindingProps, JetonBinding, Verified, VerifyOptions } from './contract/binding.ts';
import type { QueueMessage } from './contract/queue.ts';
import { createIsolate } from './domain/edge/isolate.ts';
import type { UncheckedEnv } from './env.ts';
import { enterGateway, type Refusals } from './gateway/enter.ts';
import type { Invocation } from './invocation.ts';
import { jobOf } from './jobs/index.ts';
import { consume, consumeDead } from './jobs/queue.ts';
import { createApp } from './routes/app.ts';
import { readProps } from './routes/binding/props.ts';
import { verifyOverBinding } from './routes/binding/verify.ts';
import { answerDenial, answerThrown } from './routes/errors.ts';
import { refuseToRun, refuseToVerify } from './routes/misconfigured.ts';
import { buildServices, type Services } from './services.ts';

const app = createApp();
const isolate = createIsolate();
const refusals: Refusals = { denied: answerDenial, thrown: answerThrown };
let built: { env: UncheckedEnv; services: Services } | null = null;

/** Services live as long as the isolate: its env never changes. */
function servicesOf(env: UncheckedEnv): Services {
  if (built?.env !== env) built = { env, services: buildServices(env) };
  return built.services;
}

function invocationOf(env: UncheckedEnv, clientId: string | null): Invocation {
  return { services: servicesOf(env), isolate, nowMs: Date.now(), clientId };
}

/** At a property's hostname its gateway answers, at all others the API. */
function answer(request: Request, invocation: Invocation, ctx: ExecutionContext): Response | Promise<Response> {
  const entered = enterGateway(request, invocation, ctx, refusals);
  if (entered === null) return app.fetch(request, invocation, ctx);
  return entered.then((response) => response ?? app.fetch(request, invocation, ctx));
}

export default {
  fetch(request, env, ctx) {
    let invocation: Invocation;
    try {
      invocation = invocationOf(env, null);
    } catch (error) {
      return refuseToRun(error);
    }
    return answer(request, invocation, ctx);
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

/** Jeton for other Workers, `[[services]] entrypoint = "Jeton"`: the caller is the client that its binding's props name. */
export class Jeton extends WorkerEntrypoint<UncheckedEnv, BindingProps> implements JetonBinding {
  /** The verdict on a token; see docs/service-binding.md. Never throws. */
  async verify(token: string, options?: VerifyOptions): Promise<Verified> {
    try {
      const caller = readProps(this.ctx.props);
      return verifyOverBinding(invocationOf(this.env, caller.clientId), this.ctx, caller, token, options);
    } catch (error) {
      return refuseToVerify(error);
    }
  }

  /** The whole HTTP API, and what is in front of origins. */
  override async fetch(request: Request): Promise<Response> {
    let invocation: Invocation;
    try {
      invocation = invocationOf(this.env, readProps(this.ctx.props).clientId);
    } catch (error) {
      return refuseToRun(error);
    }
    return answer(request, invocation, this.ctx);
  }
}
