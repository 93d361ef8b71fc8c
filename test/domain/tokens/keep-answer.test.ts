import { env } from 'cloudflare:workers';
import fc, { type Scheduler } from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, outcome, setUpAdmin, type TestApp } from '../../support/app.ts';
import { failingStorage, watchStorage } from '../../support/watched-storage.ts';

let calm: TestApp;
let admin: string;

beforeAll(async () => {
  calm = createTestApp();
  admin = await setUpAdmin(calm);
});

const CLIENT = { type: 'client', projects: ['*'], environments: ['production'] };
/** Of which a person has one with this description. */
const PERSONAL = { type: 'personal', description: 'only once' };
const BODIES = { 'a client token': CLIENT, 'a personal token with a description': PERSONAL };
type Body = (typeof BODIES)[keyof typeof BODIES];

let names = 0;
/** A request that nobody made before. */
function newRequest(body: Body) {
  names += 1;
  const name = `token-${names}`;
  const description = 'description' in body ? { description: name } : {};
  const json = { name, ...body, ...description };
  const headers = { 'Idempotency-Key': name };
  return { name, send: (app: TestApp) => app.call('POST', '/v1/tokens', { token: admin, json, headers }) };
}

/** Holds that one token has this name, that it was made once by the trail, and that this secret is its own. */
async function expectOne(name: string, secret: string) {
  const tokens = env.DB.prepare('select id from tokens where name = ?').bind(name);
  const events = env.DB.prepare(`select id from events where action = 'token.created' and after like ?`);
  const [made, told] = await env.DB.batch([tokens, events.bind(`%"${name}"%`)]);
  expect([made?.results.length, told?.results.length]).toEqual([1, 1]);
  const self = await calm.call('GET', '/v1/tokens/self', { token: secret });
  expect(await self.clone().json()).toMatchObject({ name });
  expect(await outcome(self)).toBe('200');
}

/** A person has ten personal tokens at most: what a test made makes room again. */
const end = (token: string) => calm.call('DELETE', '/v1/tokens/self', { token });

describe.each(Object.entries(BODIES))('making %s with a key, when storage fails', (_what, body) => {
  it.each([
    ['before it', false],
    ['after it', true],
  ])(
    'just %s took effect, at whichever call: asking again ends with one token and its secret told',
    async (_w, late) => {
      let crashes = 0;
      for (let n = 1; ; n += 1) {
        const { bindings, state } = failingStorage(n, { late });
        const app = createTestApp(bindings);
        app.nowMs = calm.nowMs;
        // What runs behind the answer is no part of these.
        app.settles = false;
        const request = newRequest(body);
        const first = await request.send(app);
        expect(await outcome(first.clone())).toMatch(/^(201|503 unavailable)$/);
        const again = await request.send(calm);
        expect(again.status).toBe(201);
        const { secret } = await again.json<{ secret: string }>();
        if (first.ok) expect((await first.json<{ secret: string }>()).secret).toBe(secret);
        await expectOne(request.name, secret);
        await end(secret);
        if (state.calls < n) break;
        crashes += first.ok ? 0 : 1;
      }
      expect(crashes).toBeGreaterThanOrEqual(3);
    },
    60_000,
  );
});

describe('two requests with one key at once', () => {
  it.each(Object.entries(BODIES))(
    'make one of %s, whatever the order of their storage calls',
    async (_what, body) => {
      const gate: { scheduler: Scheduler | null } = { scheduler: null };
      const pass = async () => {
        await gate.scheduler?.schedule(Promise.resolve());
      };
      await fc.assert(
        fc.asyncProperty(fc.scheduler(), async (scheduler) => {
          const app = createTestApp(watchStorage({ before: pass, after: pass }));
          app.nowMs = calm.nowMs;
          const request = newRequest(body);
          gate.scheduler = scheduler;
          const answers = await scheduler.waitFor(Promise.all([request.send(app), request.send(app)]));
          gate.scheduler = null;
          expect(answers.map(({ status }) => status)).toEqual([201, 201]);
          const told = await Promise.all(answers.map((answer) => answer.json<{ secret: string }>()));
          expect(told[0]?.secret).toBe(told[1]?.secret);
          await expectOne(request.name, told[0]?.secret ?? '');
          await end(told[0]?.secret ?? '');
        }),
        { numRuns: 25 },
      );
    },
    60_000,
  );
});
