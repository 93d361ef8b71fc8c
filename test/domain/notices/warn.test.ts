import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import { formatInstant } from '../../../src/contract/expiry.ts';
import { createTestApp, makeToken, setUpAdmin, type TestApp } from '../../support/app.ts';
import { runCron } from '../../support/crons.ts';
import { recordMail, type SentMail } from '../../support/mail.ts';
import { drainQueue } from '../../support/queue.ts';
import { addUser } from '../../support/route-contract.ts';
import { addTokens } from '../../support/token-rows.ts';

const DAY_MS = 86_400_000;
const SWEEP = '*/15 * * * *';
const CLIENT = { type: 'client', projects: ['*'], environments: ['production'] };

let test: TestApp;
let admin: string;
let mail: ReturnType<typeof recordMail>;
let owner: string;
let people = 0;

beforeEach(async () => {
  mail = recordMail();
  await clear();
  test = createTestApp({ MAIL: mail.binding });
  admin = await setUpAdmin(test);
  people += 1;
  owner = await addUser('none', { email: `ada${people}@example.com`, name: 'Ada' });
});

/** Each test begins with an empty database: walks and digests are of the whole deployment. */
async function clear() {
  const tables = 'tokens subscriptions notifications notices sweeps events outbox changes users deployment';
  await env.DB.batch([
    ...tables.split(' ').map((table) => env.DB.prepare(`delete from ${table}`)),
    env.DB.prepare("delete from watermarks where name like 'expiring:%'"),
    env.DB.prepare("update watermarks set at = 0, id = 0 where name in ('events', 'expired')"),
  ]);
}

const make = (name: string, expires: string, more: Record<string, unknown> = {}) =>
  makeToken(test, admin, { ...CLIENT, name, expires, owner, ...more });

async function subscribe(json: Record<string, unknown>): Promise<string> {
  const body = { channel: 'mail', address: 'ops@example.com', ...json };
  const response = await test.call('POST', '/v1/subscriptions', { token: admin, json: body });
  expect(response.status).toBe(201);
  return (await response.json<{ subscription: { id: string } }>()).subscription.id;
}

/** Lets time pass, runs the sweep and delivers what is owed; returns the mails to a person, and forgets all. */
async function sweepAfter(days: number, to = `ada${people}@example.com`): Promise<SentMail[]> {
  test.nowMs += days * DAY_MS;
  await runCron(test, SWEEP);
  await drainQueue(test);
  return mail.sent.splice(0).filter((each) => each.to === to);
}

const subjects = (mails: SentMail[]) => mails.map(({ subject }) => subject);
/** Crons run soon after the deployment was made. */
const begin = () => sweepAfter(0);

describe('the owner of a token', () => {
  it('is told at 30, 7 and 1 days and at the end, without asking for it', async () => {
    await begin();
    await make('shop', '40d');
    expect(await sweepAfter(9)).toEqual([]);
    expect(subjects(await sweepAfter(1.01))).toEqual(['Token shop expires in 30 days']);
    expect(await sweepAfter(22)).toEqual([]);
    expect(subjects(await sweepAfter(1))).toEqual(['Token shop expires in 7 days']);
    expect(subjects(await sweepAfter(6))).toEqual(['Token shop expires in 1 day']);
    expect(subjects(await sweepAfter(1))).toEqual(['Token shop has expired']);
    expect(await sweepAfter(30)).toEqual([]);
  });

  it('reads of the token, its project, its owner, its exact end, and the command and link that replace it', async () => {
    await begin();
    const { id, secret } = await make('shop', '8d');
    const end = formatInstant(test.nowMs / 1000 + 8 * 86_400)
      .replace('T', ' ')
      .replace('Z', ' UTC');
    const [sent] = await sweepAfter(2);
    for (const part of [
      id,
      'shop',
      'Ada',
      end,
      'in 6 days',
      `jeton token refresh ${id} --expires 8d --overlap 24h`,
      `https://jeton.test/console/tokens/${id}/replace`,
    ]) {
      expect(sent?.text).toContain(part);
    }
    for (const part of [id, 'shop', 'Ada', end, 'in 6 days']) expect(sent?.html).toContain(part);
    expect(`${sent?.subject}${sent?.text}${sent?.html}`).not.toContain(secret.slice(-64));
  });

  it('is not told of thresholds that are no shorter than the life of the token', async () => {
    await begin();
    await make('week', '7d');
    expect(await sweepAfter(5)).toEqual([]);
    expect(subjects(await sweepAfter(1.5))).toEqual(['Token week expires in 12 hours']);
  });

  it('is not told of the end of a personal token made for a day, as signing in makes one; but of a job’s', async () => {
    await begin();
    await makeToken(test, admin, { type: 'personal', name: 'signed in', expires: '24h', owner });
    await make('job', '24h');
    expect(subjects(await sweepAfter(1.001))).toEqual(['Token job has expired']);
  });

  it('gets one digest a run, however many tokens', async () => {
    await begin();
    for (const name of ['one', 'two', 'three']) await make(name, '8d');
    await make('brief', '1d');
    const mails = await sweepAfter(2);
    expect(subjects(mails)).toEqual(['4 tokens: 3 expire soon, 1 have expired']);
    for (const name of ['one', 'two', 'three', 'brief']) expect(mails[0]?.text).toContain(name);
  });

  it('reads of forty tokens in a letter, and how many more there are', async () => {
    await begin();
    const issuedAt = test.nowMs / 1000;
    const ownerId = await env.DB.prepare("select id from users where name = 'Ada'").first<number>('id');
    await addTokens(
      Array.from({ length: 45 }, (_, index) => ({
        id: 500 + index,
        issuedAt,
        expiresAt: issuedAt + 8 * 86_400,
        ownerId,
      })),
    );
    const [sent] = await sweepAfter(2);
    expect(sent?.subject).toBe('45 tokens expire soon');
    expect(sent?.text.match(/jeton token refresh/g)).toHaveLength(40);
    expect(sent?.text).toContain('And 5 more');
    expect(sent?.html.length).toBeLessThan(100_000);
  });

  it('is told nothing of tokens that were refreshed, disabled or revoked before the threshold was looked at', async () => {
    await begin();
    const refreshed = await make('refreshed', '8d');
    const renewed = await make('renewed', '8d');
    const disabled = await make('disabled', '8d');
    const revoked = await make('revoked', '8d');
    test.nowMs += 2 * DAY_MS;
    await test.call('POST', `/v1/tokens/${refreshed.id}/refresh`, { token: admin });
    await test.call('POST', `/v1/tokens/${renewed.id}/refresh`, { token: admin, json: { expires: '90d' } });
    await test.call('POST', `/v1/tokens/${disabled.id}/disable`, { token: admin });
    await test.call('DELETE', `/v1/tokens/${revoked.id}`, { token: admin });
    expect(await sweepAfter(0)).toEqual([]);
    // A refresh alone does not prolong a life: the next threshold is told again.
    expect(subjects(await sweepAfter(5.5))).toEqual(['Token refreshed expires in 12 hours']);
    const [later] = await sweepAfter(55);
    expect(later?.subject).toBe('2 tokens: 1 expire soon, 1 have expired');
    expect(later?.text).toContain('(in 29 days)');
  });

  it('is told nothing of what was refreshed, disabled or deleted between decision and delivery', async () => {
    await begin();
    const tokens = await Promise.all(['a', 'b', 'c', 'd'].map((name) => make(name, '8d')));
    test.nowMs += 2 * DAY_MS;
    await runCron(test, SWEEP);
    const [a, b, c] = tokens;
    await test.call('POST', `/v1/tokens/${a?.id}/refresh`, { token: admin });
    await test.call('POST', `/v1/tokens/${b?.id}/disable`, { token: admin });
    await test.call('DELETE', `/v1/tokens/${c?.id}`, { token: admin });
    await drainQueue(test);
    expect(subjects(mail.sent)).toEqual(['Token d expires in 6 days']);
    const list = await test.call('GET', '/v1/notifications', { token: admin });
    expect(await list.json()).toMatchObject({ items: [{ status: 'delivered', tokens: 1, superseded: 3 }] });
  });

  it('gets no letter when nothing of it holds any more', async () => {
    await begin();
    const { id } = await make('a', '8d');
    test.nowMs += 2 * DAY_MS;
    await runCron(test, SWEEP);
    await test.call('DELETE', `/v1/tokens/${id}`, { token: admin });
    await drainQueue(test);
    expect(mail.sent).toEqual([]);
    const list = await test.call('GET', '/v1/notifications', { token: admin });
    expect(await list.json()).toMatchObject({ items: [{ status: 'dropped', tokens: 0, superseded: 1 }] });
  });

  it('is not written to once disabled, nor where no mail can be sent', async () => {
    await begin();
    await make('a', '8d');
    await env.DB.prepare('update users set disabled_at = 1 where email = ?').bind(`ada${people}@example.com`).run();
    expect(await sweepAfter(2)).toEqual([]);
    test = createTestApp({ MAIL: mail.binding, MAIL_FROM: '' });
    await env.DB.prepare('update users set disabled_at = null').run();
    test.nowMs += 7.5 * DAY_MS;
    await runCron(test, SWEEP);
    expect(test.queued).toEqual([]);
  });
});

describe('a cron that did not fire for three days', () => {
  it('owes nothing afterwards: each token is told once, at the tightest threshold that it crossed', async () => {
    await begin();
    await make('month', '31d');
    await make('week', '8d');
    await make('ended', '2d');
    await make('later', '50d');
    const mails = await sweepAfter(3);
    expect(subjects(mails)).toEqual(['3 tokens: 2 expire soon, 1 have expired']);
    expect(mails[0]?.text).not.toContain('later');
    expect(await sweepAfter(0)).toEqual([]);
    const rows = await env.DB.prepare('select token_id from notices').all<{ token_id: number }>();
    expect(rows.results.length).toBe(3);
  });
});

describe('a subscription', () => {
  it('seed-systems 0.4: hears of what it filters for, by project, namespace, type and owner', async () => {
    await test.call('POST', '/v1/projects', { token: admin, json: { id: 'web', name: 'Web' } });
    await test.call('POST', '/v1/projects', { token: admin, json: { id: 'app', name: 'App' } });
    for (const project of ['web', 'app']) {
      await test.call('POST', `/v1/projects/${project}/namespaces`, { token: admin, json: { name: 'marketing' } });
    }
    await begin();
    const filters = {
      everything: {},
      web: { project: 'web' },
      marketing: { namespace: 'marketing' },
      access: { type: 'access' },
      ada: { owner },
    };
    for (const [name, filter] of Object.entries(filters)) await subscribe({ address: `${name}@example.com`, filter });
    const grants = [{ resource: 'namespace', name: 'marketing', actions: ['read'] }];
    const other = { owner: await addUser('none') };
    await make('all-projects', '8d', other);
    await make('web-client', '8d', { projects: ['web'], ...other });
    await make('web-marketing', '8d', { type: 'access', projects: ['web'], grants, ...other });
    await make('app-of-ada', '8d', { projects: ['app'] });
    await sweepAfter(2, 'nobody');
    const rows = await env.DB.prepare('select recipient, detail from notices').all<{
      recipient: string;
      detail: string;
    }>();
    const heard = (name: string) =>
      rows.results
        .filter(({ recipient }) => recipient === `mail:${name}@example.com`)
        .map(({ detail }) => JSON.parse(detail).name)
        .toSorted();
    expect(heard('everything')).toEqual(['all-projects', 'app-of-ada', 'web-client', 'web-marketing']);
    expect(heard('web')).toEqual(['all-projects', 'web-client', 'web-marketing']);
    expect(heard('marketing')).toEqual(['web-marketing']);
    expect(heard('access')).toEqual(['web-marketing']);
    expect(heard('ada')).toEqual(['app-of-ada']);
  });

  it('adds thresholds of its own, and hears only of what crosses them from then on', async () => {
    await begin();
    await make('before', '3d');
    test.nowMs += 2 * DAY_MS;
    await subscribe({ thresholds: ['2d', '12h'] });
    await make('after', '3d');
    expect(subjects(await sweepAfter(0.6, 'ops@example.com'))).toEqual(['Token before expires in 9 hours']);
    expect(subjects(await sweepAfter(0.5, 'ops@example.com'))).toEqual(['2 tokens: 1 expire soon, 1 have expired']);
  });

  it('that was deleted and made again does not hear of what crossed in between', async () => {
    await begin();
    await make('shop', '10d');
    const id = await subscribe({ thresholds: ['9d'] });
    await sweepAfter(0);
    await test.call('DELETE', `/v1/subscriptions/${id}`, { token: admin });
    await sweepAfter(2);
    await subscribe({ thresholds: ['9d'] });
    expect(await sweepAfter(0.01, 'ops@example.com')).toEqual([]);
  });

  it('of the address of the owner adds no second letter', async () => {
    await begin();
    await subscribe({ address: `ADA${people}@example.com`, thresholds: ['7d'] });
    await make('shop', '8d');
    expect(subjects(await sweepAfter(1.1))).toEqual(['Token shop expires in 6 days']);
    expect(mail.sent).toEqual([]);
  });

  it('with a threshold of minutes is told by the cron of every minute', async () => {
    await begin();
    await subscribe({ thresholds: ['5m'] });
    await make('brief', '10m');
    test.nowMs += 5 * 60_000 + 1_000;
    await runCron(test, '* * * * *');
    await drainQueue(test);
    expect(subjects(mail.sent)).toEqual(['Token brief expires in 4 minutes']);
  });
});

describe('what happens to tokens', () => {
  const minute = async () => {
    test.nowMs += 60_000;
    await runCron(test, '* * * * *');
    await drainQueue(test);
    return mail.sent.splice(0);
  };

  it('is told to those who subscribed to it, once, with who did it', async () => {
    await begin();
    test.nowMs += 1_000;
    const events = ['token.created', 'token.refreshed', 'token.disabled', 'token.enabled', 'token.revoked'];
    await subscribe({ events });
    const { id } = await make('shop', '8d');
    expect(subjects(await minute())).toEqual(['Token shop was created']);
    for (const verb of ['refresh', 'disable', 'enable']) {
      await test.call('POST', `/v1/tokens/${id}/${verb}`, { token: admin });
    }
    await test.call('DELETE', `/v1/tokens/${id}?reason=key_compromise`, { token: admin });
    const [digest] = await minute();
    expect(digest?.subject).toBe('4 tokens: 4 changed');
    for (const word of ['Refreshed', 'Disabled', 'Enabled', 'Revoked', id]) expect(digest?.text).toContain(word);
    expect(await minute()).toEqual([]);
  });

  it('is told of neither the beginning nor the end of what a token was exchanged for, nor is its owner', async () => {
    await begin();
    test.nowMs += 1_000;
    await subscribe({ events: ['token.created', 'token.expiring', 'token.expired'], thresholds: ['30m'] });
    const { id, secret } = await make('shop', '400d');
    expect(subjects(await minute())).toEqual(['Token shop was created']);
    const form = { grant_type: 'client_credentials', client_id: id, client_secret: secret };
    const given = await test.call('POST', '/oauth/token', { body: new URLSearchParams(form) });
    expect(given.status).toBe(200);
    for (let quarters = 0; quarters < 6; quarters += 1) {
      test.nowMs += 15 * 60_000;
      await runCron(test, SWEEP);
      expect(await minute()).toEqual([]);
    }
  });

  it('is told of a bulk revocation in one line, to those whose tokens it may have ended', async () => {
    await begin();
    await subscribe({ events: ['token.revoked'], address: 'web@example.com', filter: { project: 'web' } });
    await subscribe({ events: ['token.revoked'], address: 'app@example.com', filter: { project: 'app' } });
    await subscribe({ events: ['token.revoked'], address: 'frontend@example.com', filter: { type: 'frontend' } });
    await test.call('POST', '/v1/projects', { token: admin, json: { id: 'web', name: 'Web' } });
    await make('shop', '8d', { projects: ['web'] });
    await test.call('POST', '/v1/tokens/revoke', { token: admin, json: { project: 'web', type: 'client' } });
    const mails = await minute();
    expect(mails.map(({ to, subject }) => `${to}: ${subject}`)).toEqual([
      'web@example.com: Token all tokens of type client of project web was revoked',
    ]);
  });

  it('before somebody subscribed is not told', async () => {
    await begin();
    await make('shop', '8d');
    test.nowMs += 1_000;
    await subscribe({ events: ['token.created'] });
    expect(await minute()).toEqual([]);
  });
});
