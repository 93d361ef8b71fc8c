import { type Context, Hono } from 'hono';
import { jwk } from 'hono/jwk';
import { type JetonVariables, jeton } from '../../../client/hono/index.ts';
import type { UncheckedEnv } from '../../../src/env.ts';
import { AUDIENCE, ISSUER, JWKS_URL, SCOPE, STATUS_LIST_URL } from '../issuer.ts';

export { bare, bearerAuth, cold, collect, default, kvGet, memory } from '../../worker/worker.ts';

/** The documents of the issuer, as text. */
type Documents = { JWKS: string; STATUS_LIST: string };
type BenchEnv = { Bindings: UncheckedEnv & Documents; Variables: JetonVariables };

const answer = (c: Context): Response => c.text('ok');

/** Each has a memory of its own: what is new to one would push out what the other knows. */
export const jwtKnown = signedOnly('/jwt-known');
export const jwtNew = signedOnly('/jwt-new');

/** `jwks_uri` in place of `keys` would fetch them with every request. */
export const honoJwk = lazily((env) =>
  new Hono<BenchEnv>().get(
    '/hono-jwk',
    jwk({
      keys: JSON.parse(env.JWKS).keys,
      alg: ['EdDSA'],
      verification: { iss: ISSUER, aud: AUDIENCE, typ: 'at+jwt' },
    }),
    answer,
  ),
);

function signedOnly(path: string): ExportedHandler<BenchEnv['Bindings']> {
  return lazily((env) => {
    const options = { issuer: ISSUER, audience: AUDIENCE, require: SCOPE, fetch: serve(env) };
    return new Hono<BenchEnv>().get(path, jeton(options), answer);
  });
}

/** The issuer's documents without a network: what is measured is the checking. */
function serve({ JWKS, STATUS_LIST }: Documents): typeof fetch {
  const documents: Record<string, { text: string; type: string }> = {
    [JWKS_URL]: { text: JWKS, type: 'application/jwk-set+json' },
    [STATUS_LIST_URL]: { text: STATUS_LIST, type: 'application/statuslist+jwt' },
  };
  return async (input) => {
    const document = documents[input instanceof Request ? input.url : String(input)];
    if (!document) return new Response(null, { status: 404 });
    return new Response(document.text, { headers: { 'Content-Type': document.type } });
  };
}

/** An application that is made with the first request, of what the environment holds. */
function lazily(make: (env: BenchEnv['Bindings']) => Hono<BenchEnv>): ExportedHandler<BenchEnv['Bindings']> {
  let app: Hono<BenchEnv> | null = null;
  return {
    fetch(request, env, ctx) {
      app ??= make(env);
      return app.fetch(request, env, ctx);
    },
  };
}
