import { env } from 'cloudflare:workers';
import { apiKey } from '@better-auth/api-key';
import { type BetterAuthOptions, betterAuth } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';

export { collect } from '../../worker/collect.ts';

declare global {
  namespace Cloudflare {
    interface Env {
      AUTH_DB: D1Database;
    }
  }
}

const KEYS = 50;

/** As the plugin comes, but for its rate limit: ten requests a day with a key. */
const options = {
  database: env.AUTH_DB,
  secret: 'a secret of the bench, which is not secret at all',
  baseURL: 'http://localhost',
  emailAndPassword: { enabled: true },
  telemetry: { enabled: false },
  logger: { disabled: true },
  plugins: [apiKey({ rateLimit: { enabled: false } })],
} satisfies BetterAuthOptions;
const auth = betterAuth(options);

const verified = createMiddleware(async (c, next) => {
  const key = c.req.header('authorization')?.slice('Bearer '.length) ?? '';
  const { valid } = await auth.api.verifyApiKey({ body: { key } });
  if (!valid) return c.json({ error: 'unauthorized' }, 401);
  await next();
});

export default new Hono().get('/better-auth', verified, (c) => c.text('ok'));

/** Makes the tables, a person, and keys for that person. */
export const setUp = new Hono().post('/', async (c) => {
  const { runMigrations } = await getMigrations(options);
  await runMigrations();
  const person = { name: 'Bench', email: 'bench@example.com', password: 'correct horse battery staple' };
  const { user } = await auth.api.signUpEmail({ body: person });
  const keys: string[] = [];
  for (let n = 0; n < KEYS; n += 1) {
    const { key } = await auth.api.createApiKey({ body: { userId: user.id, name: `bench ${n}` } });
    keys.push(key);
  }
  return c.json(keys);
});
