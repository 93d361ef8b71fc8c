import { env } from 'cloudflare:workers';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { parseId } from '../../../src/contract/ids.ts';
import type { Redeemed } from '../../../src/contract/shares.ts';
import { createTestApp, outcome } from '../../support/app.ts';
import { runCron } from '../../support/crons.ts';
import type { recordMail } from '../../support/mail.ts';
import { addRole, addToGroup, guard, person } from '../../support/people.ts';
import {
  addProject,
  createWorld,
  dumpTables,
  issue,
  type TokenBody,
  type World,
} from '../../support/route-contract.ts';
import { makeShare, recordMailOf, redeem } from '../../support/shares.ts';

let world: World;
let mail: ReturnType<typeof recordMail>;

const GRANTS = [{ resource: 'namespace', name: 'marketing', actions: ['read'] }];
const LIMITED: TokenBody = { type: 'client', project: 'web', environments: ['production'], grants: GRANTS };
const KEPT: TokenBody = { ...LIMITED, retrievable: true };
const HOUR_MS = 3_600_000;

beforeAll(async () => {
  world = await createWorld();
  mail = recordMailOf(world);
  await addProject('web', ['marketing', 'guarded', 'other']);
});

afterEach(() => {
  vi.restoreAllMocks();
});

const use = async (token: string) => outcome(await world.test.call('GET', '/v1/tokens/self', { token }));
const call = (method: string, path: string, token = world.admin) => world.test.call(method, path, { token });

async function redeemed(code: string): Promise<Redeemed> {
  const response = await redeem(world.test, code);
  expect(response.status).toBe(200);
  return response.json<Redeemed>();
}

async function eventsOf(id: string): Promise<Record<string, string | null>[]> {
  const rows: Record<string, string | null>[] = JSON.parse((await dumpTables()).events ?? '[]');
  return rows.filter(({ target }) => target === id);
}

describe('the use of a link', () => {
  it('seed-systems 4.10: gives the secret, with which its holder sees the permitted namespaces only', async () => {
    const { id } = await issue(world, { ...LIMITED, name: 'tutorial' });
    const { code } = await makeShare(world, mail, id);
    const { token, secret } = await redeemed(code);
    expect(token).toMatchObject({ id, name: 'tutorial', grants: GRANTS, projects: ['web'] });
    expect(await (await call('GET', '/v1/tokens/self', secret)).json()).toEqual(token);
    const items = (namespace: string) => call('GET', `/v1/projects/web/namespaces/${namespace}/items`, secret);
    expect(await outcome(await items('marketing'))).toBe('200');
    expect(await outcome(await items('other'))).toBe('403 insufficient_scope');
    for (const path of ['/v1/tokens', '/v1/projects', `/v1/tokens/${id}/shares`]) {
      expect(await outcome(await call('GET', path, secret))).toBe('403 wrong_token_type');
    }
  });

  it('seed-systems 4.9: what was handed over is restricted to a namespace, and for a limited time', async () => {
    const { id } = await issue(world, { ...LIMITED, expires: '3h' });
    const { code } = await makeShare(world, mail, id);
    const { secret } = await redeemed(code);
    expect(await use(secret)).toBe('200');
    world.test.nowMs += 3 * HOUR_MS;
    expect(await use(secret)).toBe('401 token_expired');
  });

  it('makes a new secret where none is kept, and the one before ends at once, an overlap too', async () => {
    const { id, secret: first } = await issue(world, LIMITED);
    const json = { overlap: '24h' };
    const refreshed = await world.test.call('POST', `/v1/tokens/${id}/refresh`, { token: world.admin, json });
    const { secret: second } = await refreshed.json<{ secret: string }>();
    const { code, replacesSecret } = await makeShare(world, mail, id);
    expect([replacesSecret, await use(first)]).toEqual([true, '200']);
    const { secret } = await redeemed(code);
    expect([await use(first), await use(second), await use(secret)]).toEqual([
      '401 token_replaced',
      '401 token_replaced',
      '200',
    ]);
  });

  it('tells the kept secret of a retrievable token, which works on for those who have it', async () => {
    const { id, secret } = await issue(world, KEPT);
    const { code, replacesSecret } = await makeShare(world, mail, id);
    expect([replacesSecret, (await redeemed(code)).secret]).toEqual([false, secret]);
    expect(await use(secret)).toBe('200');
  });

  it.each([
    ['a token whose secret is not kept', LIMITED, 'token.refreshed'],
    ['a retrievable token', KEPT, 'token.revealed'],
  ])('records who: the address and browser, in the trail of %s', async (_what, body, action) => {
    const { id } = await issue(world, body);
    const { code, id: shareId } = await makeShare(world, mail, id);
    const headers = { 'CF-Connecting-IP': '203.0.113.7', 'User-Agent': 'Browser/1.0' };
    expect((await redeem(world.test, code, headers)).status).toBe(200);
    const who = { actor: shareId, address: '203.0.113.7', user_agent: 'Browser/1.0', project: 'web' };
    const events = (await eventsOf(id)).slice(-2);
    expect(new Set(events.map((event) => event.action))).toEqual(new Set([action, 'token.share_redeemed']));
    for (const event of events) {
      expect(event).toMatchObject(who);
      expect(JSON.parse(event.after ?? '')).toMatchObject({ share: { id: shareId, email: 'grace@example.com' } });
    }
    expect(Object.values(await dumpTables()).join('\n')).not.toContain(code);
  });

  it.each([
    ['a token whose secret is not kept', LIMITED],
    ['a retrievable token', KEPT],
  ])('happens once, however many try at once, for %s', async (_what, body) => {
    const { id } = await issue(world, body);
    const { code } = await makeShare(world, mail, id);
    const answers = await Promise.all(Array.from({ length: 6 }, () => redeem(world.test, code)));
    const outcomes = await Promise.all(answers.map((each) => outcome(each.clone())));
    expect(outcomes.toSorted()).toEqual(['200', ...Array(5).fill('404 not_found')]);
    const { secret } = (await answers.find(({ ok }) => ok)?.json<Redeemed>()) ?? { secret: '' };
    expect(await use(secret)).toBe('200');
    const actions = (await eventsOf(id)).map(({ action }) => action);
    expect(actions.filter((action) => action === 'token.share_redeemed')).toHaveLength(1);
  });

  it('two links used at once are two uses: each gives a secret, and one of them is left', async () => {
    const { id } = await issue(world, LIMITED);
    const links = [await makeShare(world, mail, id), await makeShare(world, mail, id)];
    const secrets = await Promise.all(links.map(async ({ code }) => (await redeemed(code)).secret));
    const verdicts = await Promise.all(secrets.map(use));
    expect(verdicts.toSorted()).toEqual(['200', '401 token_replaced']);
  });

  it('while the token is refreshed at once, never gives a secret that is dead without its being replaced', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { id } = await issue(world, KEPT);
      const { code } = await makeShare(world, mail, id);
      const [used, fresh] = await Promise.all([redeemed(code), call('POST', `/v1/tokens/${id}/refresh`)]);
      const { secret } = await fresh.json<{ secret: string }>();
      expect(await use(secret)).toBe('200');
      // What was told first was replaced after; what was told after is the new one.
      expect(await use(used.secret)).toBe(used.secret === secret ? '200' : '401 token_replaced');
    }
  });
});

describe('a code that does not work', () => {
  /** All that a stranger gets to see, but for the request id. */
  async function answerTo(code: string) {
    const response = await redeem(world.test, code);
    const headers = [...response.headers].filter(([name]) => name !== 'request-id');
    const text = (await response.text()).replaceAll(/req_[0-9a-f-]{36}/g, 'req');
    return { status: response.status, headers, text };
  }

  const without: [what: string, (id: string, code: string, shareId: string) => Promise<unknown>][] = [
    ['was used', (_id, code) => redeem(world.test, code)],
    ['was revoked', (id, _code, shareId) => call('DELETE', `/v1/tokens/${id}/shares/${shareId}`)],
    ['is of a token that was revoked', (id) => call('DELETE', `/v1/tokens/${id}`)],
    ['is of a token that is disabled', (id) => call('POST', `/v1/tokens/${id}/disable`)],
    ['is two hours old', async () => (world.test.nowMs += 2 * HOUR_MS)],
    [
      'is of a token that has been purged',
      (id) => env.DB.prepare('delete from tokens where id = ?').bind(parseId('tok', id)).run(),
    ],
  ];

  it.each(without)(
    'because it %s gets, byte for byte, what a wrong one gets, and changes nothing',
    async (_what, end) => {
      const { id } = await issue(world, LIMITED);
      const { code, id: shareId } = await makeShare(world, mail, id);
      await end(id, code, shareId);
      const wrong = await answerTo('A'.repeat(43));
      const before = await dumpTables();
      expect(await answerTo(code)).toEqual(wrong);
      expect(await dumpTables()).toEqual(before);
      expect([wrong.status, JSON.parse(wrong.text).code]).toEqual([404, 'not_found']);
    },
  );

  it('a second before two hours are over, it works', async () => {
    const { id } = await issue(world, LIMITED);
    const { code } = await makeShare(world, mail, id);
    world.test.nowMs += 2 * HOUR_MS - 1_000;
    expect(await outcome(await redeem(world.test, code))).toBe('200');
  });

  it('because its token expired gets the same, and with a disabled owner', async () => {
    const wrong = await answerTo('A'.repeat(43));
    const brief = await makeShare(world, mail, (await issue(world, { ...LIMITED, expires: '1h' })).id);
    world.test.nowMs += HOUR_MS;
    expect(await answerTo(brief.code)).toEqual(wrong);
    const owner = await person(world);
    const { code } = await makeShare(world, mail, owner.tokenId);
    await env.DB.prepare('update users set disabled_at = 1 where id = ?').bind(parseId('usr', owner.id)).run();
    expect(await answerTo(code)).toEqual(wrong);
  });

  it.each(['x', 'A'.repeat(42), 'A'.repeat(44), '%00', '..%2f..', 'é'.repeat(43), 'x'.repeat(5_000), "' or 1=1 --"])(
    '%j, which is none, gets the same',
    async (code) => {
      expect(await answerTo(encodeURIComponent(code))).toEqual(await answerTo('A'.repeat(43)));
    },
  );

  it('works again when its token is enabled again in time', async () => {
    const { id } = await issue(world, LIMITED);
    const { code } = await makeShare(world, mail, id);
    await call('POST', `/v1/tokens/${id}/disable`);
    expect(await outcome(await redeem(world.test, code))).toBe('404 not_found');
    await call('POST', `/v1/tokens/${id}/enable`);
    expect(await outcome(await redeem(world.test, code))).toBe('200');
  });

  it('is not used up by a GET, as what follows links in mails makes one', async () => {
    const { id } = await issue(world, LIMITED);
    const { code } = await makeShare(world, mail, id);
    for (const method of ['GET', 'HEAD', 'OPTIONS', 'PUT']) {
      expect((await world.test.call(method, `/v1/shares/${code}/redeem`)).status).toBe(404);
    }
    expect(await outcome(await redeem(world.test, code))).toBe('200');
  });

  it('tries beyond 20 a minute from one address: 429 with Retry-After, also with a code that works', async () => {
    const { id } = await issue(world, LIMITED);
    const { code } = await makeShare(world, mail, id);
    const headers = { 'CF-Connecting-IP': '203.0.113.99' };
    for (let guess = 0; guess < 20; guess += 1) await redeem(world.test, 'B'.repeat(43), headers);
    const response = await redeem(world.test, code, headers);
    expect(response.headers.get('Retry-After')).toMatch(/^\d+$/);
    expect(await outcome(response)).toBe('429 rate_limited');
    expect(await outcome(await redeem(world.test, code))).toBe('200');
  });
});

describe('rights that were taken away do not live on in a mail', () => {
  it.each([
    ['is disabled', 'update users set disabled_at = 1 where id = ?'],
    ['loses the role', "update members set role = 'viewer-here' where user_id = ?"],
    ['leaves the project', 'delete from members where user_id = ?'],
    ['leaves the group that guards what the token reaches', 'delete from group_members where user_id = ?'],
  ])('a link whose sender %s no longer works', async (_what, change) => {
    await addRole('viewer-here', ['token:read']).catch(() => {});
    await guard('web', 'guarded', 'insiders');
    const grants = [{ resource: 'namespace', name: 'guarded', actions: ['read'] }];
    const { id } = await issue(world, { ...LIMITED, grants });
    const sender = await person(world, { members: { web: 'member' } });
    await addToGroup('insiders', sender.id);
    const [first, second] = [
      await makeShare(world, mail, id, sender.token),
      await makeShare(world, mail, id, sender.token),
    ];
    expect(await outcome(await redeem(world.test, first.code))).toBe('200');
    await env.DB.prepare(change).bind(parseId('usr', sender.id)).run();
    expect(await outcome(await redeem(world.test, second.code))).toBe('404 not_found');
  });

  it.each(['disable', 'revoke'])('nor one whose sender is a token, after %s', async (verb) => {
    const sender = await issue(world, { type: 'admin' });
    const { id } = await issue(world, LIMITED);
    const { code } = await makeShare(world, mail, id, sender.secret);
    const path = `/v1/tokens/${sender.id}`;
    await (verb === 'disable' ? call('POST', `${path}/disable`) : call('DELETE', path));
    expect(await outcome(await redeem(world.test, code))).toBe('404 not_found');
  });

  it('but outlives a sender that has merely expired', async () => {
    const sender = await issue(world, { type: 'admin', expires: '1h' });
    const { id } = await issue(world, LIMITED);
    const { code } = await makeShare(world, mail, id, sender.secret);
    world.test.nowMs += HOUR_MS;
    expect(await outcome(await redeem(world.test, code))).toBe('200');
  });
});

describe('what is left behind', () => {
  it('no code in a log, whatever fails', async () => {
    const said: string[] = [];
    for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const) {
      vi.spyOn(console, level).mockImplementation((...args) => void said.push(JSON.stringify(args)));
    }
    const { id } = await issue(world, LIMITED);
    const { code } = await makeShare(world, mail, id);
    const broken = createTestApp({ DB: brokenDatabase() });
    broken.nowMs = world.test.nowMs;
    const response = await redeem(broken, code);
    expect(await response.clone().text()).not.toContain(code);
    expect(await outcome(response)).toBe('503 unavailable');
    expect(said.length).toBeGreaterThan(0);
    expect(said.join('\n')).not.toContain(code);
  });

  it('ended links are forgotten by the daily sweep, a day after they could last be used', async () => {
    const { id } = await issue(world, LIMITED);
    await makeShare(world, mail, id);
    const count = () =>
      env.DB.prepare('select count(*) as n from shares where token_id = ?').bind(parseId('tok', id)).first('n');
    world.test.nowMs += 26 * HOUR_MS;
    await runCron(world.test, '17 3 * * *');
    expect(await count()).toBe(1);
    world.test.nowMs += 1_000;
    await runCron(world.test, '17 3 * * *');
    expect(await count()).toBe(0);
  });
});

/** A database whose every query fails with a message that tells all. */
function brokenDatabase(): D1Database {
  const fail = (...values: unknown[]) => {
    throw new Error(`D1_ERROR with ${JSON.stringify(values)}`);
  };
  return new Proxy(env.DB, { get: (target, name) => (name === 'prepare' ? fail : Reflect.get(target, name)) });
}
