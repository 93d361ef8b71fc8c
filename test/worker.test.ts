import { createExecutionContext, createMessageBatch, createScheduledController, getQueueResult } from 'cloudflare:test';
import { env, exports } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../src/crypto/digest.ts';
import { tokenCopyKey } from '../src/kv/keys.ts';
import worker from '../src/worker.ts';
import { outcome } from './support/app.ts';

const setup = { setupCode: 'test-setup-code', email: 'a@example.com', name: 'A', password: 'correct horse battery' };

const post = (path: string, json: unknown) =>
  exports.default.fetch(`https://jeton.test${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(json),
  });

const cron = (expression: string) => {
  const controller = createScheduledController({ cron: expression, scheduledTime: new Date() });
  return worker.scheduled(controller, env);
};

/** The Worker as the platform starts it, over its own bindings and the real clock. */
describe('the Worker', () => {
  it('answers whether it is well and set up', async () => {
    expect(await (await exports.default.fetch('https://jeton.test/health')).json()).toEqual({
      status: 'ok',
      setUp: false,
    });
  });

  it('is set up once, and lets in with the token that this made', async () => {
    const response = await post('/v1/setup', setup);
    expect(response.status).toBe(201);
    const { secret } = await response.json<{ secret: string }>();
    const self = await exports.default.fetch('https://jeton.test/v1/tokens/self', {
      headers: { Authorization: `Bearer ${secret}` },
    });
    expect(await outcome(self)).toBe('200');
    expect(await outcome(await post('/v1/setup', setup))).toBe('409 conflict');
  });

  it('refuses to run with a broken setting, without a word of it to callers', async () => {
    const broken = { ...env, TOKEN_LIFETIMES: '{"access": {"maxDays": "many"}}' };
    const response = await worker.fetch(new Request('https://jeton.test/health'), broken, createExecutionContext());
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('many');
  });

  it('runs the job of each of its crons', async () => {
    for (const expression of ['* * * * *', '*/15 * * * *', '17 3 * * *']) await cron(expression);
  });

  it('throws for a cron that it does not know', async () => {
    await expect(cron('*/7 * * * *')).rejects.toThrow('*/7 * * * *');
  });

  it('carries on with publications when the queue says so', async () => {
    const digest = sha256('a token of another time');
    await env.DB.batch([
      env.DB.prepare(
        `insert into tokens (id, version, type, name, projects, environments, grants, expires_at, created_at, issued_at, secret_number, retrievable)
         values (7, 1, 'admin', 'queued', '["*"]', '["*"]', '[]', 253402300800, 1, 1, 1, 0)`,
      ),
      env.DB.prepare('insert into secrets (digest, token_id, number) values (?, 7, 1)').bind(digest),
      env.DB.prepare("insert into outbox (kind, key, created_at, claimed_until) values ('token', 7, 1, 0)"),
    ]);
    const batch = createMessageBatch('jeton', [
      { id: '1', timestamp: new Date(), attempts: 1, body: { job: 'publish' as const } },
    ]);
    const context = createExecutionContext();
    await worker.queue(batch, env);
    expect((await getQueueResult(batch, context)).outcome).toBe('ok');
    expect(await env.EDGE.get(tokenCopyKey(digest))).toContain('"queued"');
  });
});
