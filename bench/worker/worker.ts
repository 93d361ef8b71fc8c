import { type Context, Hono } from 'hono';
import { bearerAuth as staticBearer } from 'hono/bearer-auth';
import { createIsolate, type Isolate } from '../../src/domain/edge/isolate.ts';
import { createMemory } from '../../src/domain/edge/memory.ts';
import type { UncheckedEnv } from '../../src/env.ts';
import { type Access, authenticate } from '../../src/routes/authenticate.ts';
import type { ApiEnv } from '../../src/routes/context.ts';
import { buildServices, type Services } from '../../src/services.ts';
import { STATIC_TOKEN } from './static-token.ts';

/*
 * One bundle, one process, one isolate; each variant is an entrypoint with a socket of its own, so that none pays for
 * telling the variants apart. All protect the same handler. The product itself is the default entrypoint.
 */
export { default } from '../../src/worker.ts';
export { collect } from './collect.ts';

type BareEnv = { Bindings: UncheckedEnv };
const answer = (c: Context): Response => c.text('ok');

export const bare = new Hono<BareEnv>().get('/bare', answer);

export const bearerAuth = new Hono<BareEnv>().get('/bearer-auth', staticBearer({ token: STATIC_TOKEN }), answer);

/** What a cold check cannot do without: one record of KV, parsed. The request names its key where others put a token. */
export const kvGet = new Hono<BareEnv>().get('/kv-get', async (c) => {
  const key = c.req.header('authorization')?.slice('Bearer '.length) ?? '';
  const copy = await c.env.EDGE.get(key, 'json');
  return copy === null ? c.notFound() : answer(c);
});

const isolate = createIsolate();
/** The same isolate, but for its memory: emptied before each request. */
const forgetful: Isolate = { ...isolate, memory: createMemory() };

const anyToken = { types: null };
export const memory = protectedBy('/memory', { ...anyToken, consistency: 'bounded' }, () => isolate);
export const forged = protectedBy('/forged', { ...anyToken, consistency: 'bounded' }, () => isolate);
export const strict = protectedBy('/strict', { ...anyToken, consistency: 'strict' }, () => isolate);
export const cold = protectedBy('/cold', { ...anyToken, consistency: 'bounded' }, () => {
  forgetful.memory.clear();
  return forgetful;
});

/** A grant is asked in a project: of a client token its grants answer, of a personal or master token its owner's role. */
const NEED = [{ resource: 'namespace', name: 'marketing', action: 'read' }];
const asked: Access = { ...anyToken, project: () => 'web', requires: () => NEED, consistency: 'bounded' };
export const granted = protectedBy('/granted', asked, () => isolate);

/** The product's own middleware before the handler, invoked as src/worker.ts does. */
function protectedBy(path: string, access: Access, isolateOf: () => Isolate): ExportedHandler<UncheckedEnv> {
  const app = new Hono<ApiEnv>().get(path, authenticate(access), answer);
  let services: Services | null = null;
  return {
    fetch(request, env, ctx) {
      services ??= buildServices(env);
      return app.fetch(request, { services, isolate: isolateOf(), nowMs: Date.now(), clientId: null }, ctx);
    },
  };
}
