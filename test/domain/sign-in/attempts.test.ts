import { env } from 'cloudflare:workers';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { parseId } from '../../../src/contract/ids.ts';
import { createTestApp, outcome, type TestApp } from '../../support/app.ts';
import { addSigner, PASSWORD, signIn } from '../../support/basic.ts';
import { runCron } from '../../support/crons.ts';
import { addUser, createWorld, type World } from '../../support/route-contract.ts';
import { recordStorage } from '../../support/watched-storage.ts';

// A hash takes 0.2 s of CPU, more where others run too.
vi.setConfig({ testTimeout: 30_000 });

const MINUTE_MS = 60_000;
let world: World;
let test: TestApp;
let hashes = 0;
let people = 0;
let email = '';

beforeAll(async () => {
  world = await createWorld();
});

/** An app without the platform's own limiter, which would be met first; it counts what is hashed. */
function countingApp(bindings = {}): TestApp {
  const app = createTestApp(bindings);
  const { verifyPassword } = app.services;
  app.nowMs = world.test.nowMs;
  app.services = {
    ...app.services,
    limitSignIn: async () => true,
    verifyPassword: (password, kept) => {
      hashes += 1;
      // What is not the right password by the first letter on is known to be wrong: a hash takes 0.2 s.
      return password.startsWith('wrong') ? Promise.resolve(false) : verifyPassword(password, kept);
    },
  };
  return app;
}

beforeEach(async () => {
  test = countingApp();
  people += 1;
  email = `signer${people}@example.com`;
  await addSigner(email);
  hashes = 0;
});

let addresses = 0;
const nextAddress = () => {
  addresses += 1;
  return `10.${Math.floor(addresses / 65_536) % 256}.${Math.floor(addresses / 256) % 256}.${addresses % 256}`;
};
const guess = (at: { email?: string; address?: string; password?: string } = {}) =>
  signIn(test, at.email ?? email, at.password ?? 'wrong', { address: at.address ?? nextAddress() });
const guesses = async (count: number, at: Parameters<typeof guess>[0] = {}) => {
  const outcomes: string[] = [];
  for (let n = 0; n < count; n += 1) outcomes.push(await outcome(await guess(at)));
  return outcomes;
};
const REFUSED = '401 unauthenticated';
const LIMITED = '429 rate_limited';

describe('attempts on one account', () => {
  it('are ten in 15 minutes, from wherever they come; then even the right password is refused, with how long to wait', async () => {
    expect(await guesses(10)).toEqual(Array(10).fill(REFUSED));
    test.nowMs += 5 * MINUTE_MS;
    const right = await guess({ password: PASSWORD });
    expect(right.headers.get('Retry-After')).toBe('600');
    expect(await outcome(right)).toBe(LIMITED);
    expect(hashes).toBe(10);
    test.nowMs += 10 * MINUTE_MS - 1_000;
    expect(await guesses(1, { password: PASSWORD })).toEqual([LIMITED]);
    test.nowMs += 1_000;
    expect(await guesses(1, { password: PASSWORD })).toEqual(['201']);
  });

  it('made a hundred at once get no more tries than ten in a row', async () => {
    const answers = await Promise.all(Array.from({ length: 100 }, () => guess().then(outcome)));
    expect(answers.filter((answer) => answer === REFUSED)).toHaveLength(10);
    expect(answers.filter((answer) => answer === LIMITED)).toHaveLength(90);
    expect(hashes).toBe(10);
  });

  it('made a hundred at once with the right one among them after ten: it is not found', async () => {
    await guesses(10);
    const answers = await Promise.all(Array.from({ length: 20 }, () => guess({ password: PASSWORD }).then(outcome)));
    expect(new Set(answers)).toEqual(new Set([LIMITED]));
  });

  it('count in whatever case the mail address is written', async () => {
    const spelt = [email, email.toUpperCase(), email.replace('s', 'S')];
    for (let n = 0; n < 10; n += 1) await guess({ email: spelt[n % 3] ?? email });
    expect(await guesses(1, { email: email.toUpperCase(), password: PASSWORD })).toEqual([LIMITED]);
  });

  it('are forgotten with a success', async () => {
    await guesses(9);
    expect(await guesses(1, { password: PASSWORD })).toEqual(['201']);
    expect(await guesses(10)).toEqual(Array(10).fill(REFUSED));
  });

  it('hold up no other account', async () => {
    await guesses(11);
    const other = `other${people}@example.com`;
    await addSigner(other);
    expect(await guesses(1, { email: other, password: PASSWORD })).toEqual(['201']);
  });

  it('on a mail address that nobody has are limited in the same way, so that the limit tells nothing', async () => {
    const nobody = { email: `nobody${people}@example.com` };
    expect(await guesses(12, nobody)).toEqual([...Array(10).fill(REFUSED), LIMITED, LIMITED]);
  });

  it('count across isolates', async () => {
    for (let n = 0; n < 10; n += 1) {
      test = countingApp();
      await guess();
    }
    test = countingApp();
    expect(await guesses(1, { password: PASSWORD })).toEqual([LIMITED]);
  });
});

describe('attempts from one address', () => {
  it('are fifty in 15 minutes, on whomever', async () => {
    const address = nextAddress();
    for (let n = 0; n < 50; n += 1) {
      expect(await outcome(await guess({ address, email: `spray${people}-${n}@example.com` }))).toBe(REFUSED);
    }
    const refused = await guess({ address, password: PASSWORD });
    expect(refused.headers.get('Retry-After')).toBe('900');
    expect(await outcome(refused)).toBe(LIMITED);
    expect(await guesses(1, { password: PASSWORD })).toEqual(['201']);
    test.nowMs += 15 * MINUTE_MS;
    expect(await guesses(1, { address, password: PASSWORD })).toEqual(['201']);
  });

  it('made two hundred at once get no more tries than fifty', async () => {
    const address = nextAddress();
    const tries = Array.from({ length: 200 }, (_, n) => guess({ address, email: `burst${people}-${n}@example.com` }));
    const answers = await Promise.all((await Promise.all(tries)).map(outcome));
    expect(answers.filter((answer) => answer === REFUSED)).toHaveLength(50);
    expect(hashes).toBe(50);
  });

  it('that has had too many, lock nobody out any more', async () => {
    const address = nextAddress();
    for (let n = 0; n < 50; n += 1) await guess({ address, email: `spent${people}-${n}@example.com` });
    expect(await guesses(20, { address })).toEqual(Array(20).fill(LIMITED));
    expect(await guesses(1, { password: PASSWORD })).toEqual(['201']);
  });

  it('that succeed cost nothing: a machine may sign many people in', async () => {
    const address = nextAddress();
    for (let n = 0; n < 49; n += 1) await guess({ address, email: `few${people}-${n}@example.com` });
    for (let n = 0; n < 3; n += 1) {
      expect(await guesses(1, { address, password: PASSWORD })).toEqual(['201']);
    }
    expect(await guesses(2, { address })).toEqual([REFUSED, LIMITED]);
  });

  it('of one IPv6 network are one: who has an address there has 2^64', async () => {
    for (let n = 0; n < 50; n += 1) {
      await guess({ address: `2001:db8:0:${people}::${n.toString(16)}`, email: `six${people}-${n}@example.com` });
    }
    expect(await guesses(1, { address: `2001:db8:0:${people}:ffff::1`, password: PASSWORD })).toEqual([LIMITED]);
    expect(await guesses(1, { address: `2001:db8:1:${people}::1`, password: PASSWORD })).toEqual(['201']);
  });

  it('that come by the thousand are stopped before storage, by the platform', async () => {
    const storage = recordStorage();
    test = countingApp(storage.bindings);
    let left = 3;
    test.services = { ...test.services, limitSignIn: async () => left-- > 0 };
    storage.reset();
    const address = nextAddress();
    expect(await guesses(5, { address })).toEqual([...Array(3).fill(REFUSED), LIMITED, LIMITED]);
    expect(storage.d1Queries()).toBe(6);
    expect((await guess({ address })).headers.get('Retry-After')).toBe('60');
  });

  it('are counted by the platform too, each address for itself', async () => {
    const { limitSignIn } = createTestApp().services;
    const [one, other] = [nextAddress(), nextAddress()];
    const answers: boolean[] = [];
    for (let n = 0; n < 25; n += 1) answers.push(await limitSignIn(one));
    expect([answers[0], answers.at(-1), await limitSignIn(other)]).toEqual([true, false, true]);
  });
});

describe('who is not let in', () => {
  /** The same answer, the same storage calls and one hash, for everybody who is refused. */
  it('learns nothing of why: nobody’s mail address, no password, a disabled person and a wrong password are one', async () => {
    const bare = await addUser('none', { email: `bare${people}@example.com` });
    const gone = await addSigner(`gone${people}@example.com`);
    await env.DB.prepare('update users set disabled_at = 1 where id = ?').bind(parseId('usr', gone)).run();
    expect(bare).toMatch(/^usr_/);
    const storage = recordStorage();
    const app = countingApp(storage.bindings);
    const seen: unknown[] = [];
    for (const [who, password] of [
      [email, 'never this'],
      [`missing${people}@example.com`, PASSWORD],
      [`bare${people}@example.com`, PASSWORD],
      [`gone${people}@example.com`, PASSWORD],
      [`gone${people}@example.com`, 'never this'],
    ] as const) {
      storage.reset();
      hashes = 0;
      const response = await signIn(app, who, password, { address: nextAddress() });
      const headers = [...response.headers].filter(([name]) => name !== 'request-id');
      const text = (await response.text()).replaceAll(/req_[0-9a-f-]{36}/g, 'req');
      seen.push({ status: response.status, headers, text, calls: [...storage.calls], hashes });
    }
    expect(seen[0]).toMatchObject({ status: 401, hashes: 1 });
    expect(seen).toEqual(Array(5).fill(seen[0]));
  });

  it('costs the same kind of hash where there is none to check against', async () => {
    const kept: string[] = [];
    const app = countingApp();
    const { services } = app;
    app.services = {
      ...services,
      verifyPassword: async (_password, hash) => {
        kept.push(hash);
        return false;
      },
    };
    await signIn(app, email, 'x', { address: nextAddress() });
    await signIn(app, `missing${people}@example.com`, 'x', { address: nextAddress() });
    const shapes = kept.map((hash) => hash.split('$').map((part) => (part.length > 30 ? part.length : part)));
    expect(shapes).toEqual([shapes[0], shapes[0]]);
    expect(await services.verifyPassword('', kept[1] ?? '')).toBe(false);
  });
});

describe('what is kept of attempts', () => {
  it('names nobody: neither mail address nor IP address', async () => {
    await guess({ address: '192.0.2.99' });
    const { results } = await env.DB.prepare('select hex(key) as key, * from sign_in_attempts').all();
    expect(JSON.stringify(results)).not.toMatch(/192\.0\.2|example\.com/);
  });

  it('is forgotten by the sweep once its window has ended, and no sooner', async () => {
    const rows = () => env.DB.prepare('select count(*) as n from sign_in_attempts').first<number>('n');
    test.nowMs += 86_400_000;
    await runCron(test, '*/15 * * * *');
    expect(await rows()).toBe(0);
    await guess();
    test.nowMs += 15 * MINUTE_MS - 1_000;
    expect(await runCron(test, '*/15 * * * *')).toMatchObject({ attemptsPruned: 0 });
    test.nowMs += 1_000;
    expect(await runCron(test, '*/15 * * * *')).toMatchObject({ attemptsPruned: 2 });
    expect(await rows()).toBe(0);
  });

  it('is forgotten in chunks, however many there are', async () => {
    await env.DB.prepare(
      `insert into sign_in_attempts (key, count, window_ends_at)
       with recursive n(i) as (select 1 union all select i + 1 from n where i < 2500)
       select cast('row ' || i as blob), 1, 1 from n`,
    ).run();
    expect(await runCron(test, '*/15 * * * *')).toMatchObject({ attemptsPruned: expect.any(Number) });
    const left = await env.DB.prepare('select count(*) as n from sign_in_attempts where window_ends_at = 1').first('n');
    expect(left).toBe(0);
  });
});
