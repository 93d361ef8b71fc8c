import { env } from 'cloudflare:workers';
import { beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { formatId } from '../../../src/contract/ids.ts';
import type { Notification } from '../../../src/contract/notices.ts';
import { createWebhookSender } from '../../../src/outbound/webhook.ts';
import { addKeyVersion, makeAccessKey, OTHER_CREDENTIALS, submit } from '../../support/access-keys.ts';
import { createTestApp, setUpAdmin, type TestApp } from '../../support/app.ts';
import { nextMinuteCron } from '../../support/crons.ts';
import { recordMail, type SentMail } from '../../support/mail.ts';
import { person } from '../../support/people.ts';
import { documentOf } from '../../support/properties.ts';
import { captureQueue, drainQueue, handOver } from '../../support/queue.ts';
import { addProject } from '../../support/route-contract.ts';
import { failingStorage } from '../../support/watched-storage.ts';

let test: TestApp;
let admin: string;
let mail: ReturnType<typeof recordMail>;
let keys = 0;
let key: string;

beforeAll(async () => {
  const setUp = createTestApp();
  admin = await setUpAdmin(setUp);
  for (const project of ['web', 'app']) await addProject(project, ['marketing']);
});

beforeEach(async () => {
  const tables = ['subscriptions', 'notifications', 'notices', 'property_activations', 'events'];
  await env.DB.batch([
    ...tables.map((table) => env.DB.prepare(`delete from ${table}`)),
    env.DB.prepare("update watermarks set at = 0, id = 0 where name = 'events'"),
  ]);
  mail = recordMail();
  test = createTestApp({ MAIL: mail.binding });
  test.services = { ...test.services, webhooks: createWebhookSender({ loopbackAllowed: true, timeoutMs: 5_000 }) };
  keys += 1;
  key = `cloud-${keys}`;
});

const post = async (path: string, json: unknown) => {
  const response = await test.call('POST', path, { token: admin, json });
  expect(response.ok, await response.clone().text()).toBe(true);
  return response;
};
const subscribe = (events: string[], filter: object = {}, address = 'ops@example.com') =>
  post('/v1/subscriptions', { channel: 'mail', address, events, filter });
const hook = (events: string[]) =>
  post('/v1/subscriptions', { channel: 'webhook', address: `${inject('receiver')}/ok?key=${key}`, events });

/** What webhooks were told, by the type of the message. */
async function received(): Promise<{ type: string; data: Record<string, unknown> }[]> {
  const answer = await fetch(`${inject('receiver')}/received?key=${key}`);
  return (await answer.json<{ body: string }[]>()).map(({ body }) => JSON.parse(body));
}

/** Lets a minute pass, and delivers what is due. */
async function minute(): Promise<SentMail[]> {
  mail.sent.length = 0;
  await nextMinuteCron(test);
  await drainQueue(test);
  return [...mail.sent];
}

let names = 0;
/** A property of web with a name of its own. */
async function property(): Promise<{ id: string; name: string }> {
  names += 1;
  const name = `photos ${names}`;
  const made = await post('/v1/properties', { project: 'web', name, document: documentOf() });
  const { property } = await made.json<{ property: { id: string } }>();
  return { id: property.id, name };
}

const activate = (id: string, more: object = {}) =>
  post(`/v1/properties/${id}/activations`, { version: 1, environment: 'production', ...more });
const told = ({ to }: SentMail) => to;

describe('addresses that an activation names', () => {
  it('seed-systems 1.31: get a mail with the name, version and environment, and who did it, once', async () => {
    const { id, name } = await property();
    await activate(id, { notify: ['a@example.com', 'B@Example.com', 'b@example.com'], note: 'for the sale' });
    await drainQueue(test);
    expect(mail.sent.map(told).sort()).toEqual(['a@example.com', 'b@example.com']);
    const [first] = mail.sent;
    expect(first?.subject).toBe(`Version 1 of property ${name} is active in production`);
    for (const part of [id, 'production', 'web', '“for the sale”', '2036-01-01 12:00:00 UTC', 'was named']) {
      expect(first?.text).toContain(part);
    }
    expect(await minute()).toEqual([]);
    await activate(id, { type: 'DEACTIVATE', notify: ['a@example.com'] });
    await drainQueue(test);
    expect(mail.sent.map(({ subject }) => subject)).toEqual([`Property ${name} is no longer active in production`]);
  });

  it('learn the name of the person who did it', async () => {
    const { id } = await property();
    const { token } = await person({ test, admin, kvWrites: () => 0 }, { members: { web: 'owner' } });
    const json = { environment: 'production', notify: ['a@example.com'] };
    const path = `/v1/properties/${id}/activations`;
    expect((await test.call('POST', path, { token, json })).ok).toBe(true);
    await drainQueue(test);
    expect(mail.sent[0]?.text).toMatch(/By +.+ <.+@.+>/);
  });

  it('are tried again when the mail is not taken, and then get it once', async () => {
    const { id } = await property();
    mail.state.fails = true;
    await activate(id, { notify: ['a@example.com'] });
    await drainQueue(test);
    expect(mail.sent).toEqual([]);
    mail.state.fails = false;
    expect((await minute()).map(told)).toEqual(['a@example.com']);
    expect(await minute()).toEqual([]);
    const list = await test.call('GET', '/v1/notifications', { token: admin });
    expect(await list.json()).toMatchObject({
      items: [
        {
          subscription: null,
          address: 'a@example.com',
          event: 'property.activated',
          status: 'delivered',
          attempts: 2,
          tokens: 1,
        },
      ],
    });
  });

  it('who hear of it by a subscription too are told once, and all others by theirs', async () => {
    const { id } = await property();
    await subscribe(['property.activated'], {}, 'Ops@example.com');
    await subscribe(['property.activated'], {}, 'team@example.com');
    await activate(id, { notify: ['ops@example.com'] });
    await drainQueue(test);
    expect([...mail.sent.map(told), ...(await minute()).map(told)].sort()).toEqual([
      'ops@example.com',
      'team@example.com',
    ]);
  });

  it('are told of each activation, though nothing else about it has changed', async () => {
    const { id } = await property();
    for (let round = 0; round < 2; round += 1) {
      mail.sent.length = 0;
      await activate(id, { notify: ['a@example.com'] });
      await drainQueue(test);
      expect(mail.sent.map(told)).toEqual(['a@example.com']);
    }
  });

  it('are told once and no less, whatever call fails on the way', async () => {
    const { id } = await property();
    const notify = ['a@example.com', 'b@example.com'];
    test.settles = false;
    await activate(id, { notify });
    const activated = test.nowMs;
    const { messages, queue } = captureQueue();
    let kills = 0;
    for (let n = 1; ; n += 1) {
      const { bindings, state } = failingStorage(n, { late: n % 2 === 0, queue });
      const killed = createTestApp({ MAIL: mail.binding, ...bindings });
      killed.nowMs = activated;
      await handOver(killed, [{ job: 'publish' }]);
      await handOver(killed, messages.splice(0));
      if (state.calls < n) break;
      kills += 1;
    }
    expect(kills).toBeGreaterThan(15);
    for (let round = 0; round < 4; round += 1) {
      test.nowMs += 301_000;
      await nextMinuteCron(test);
      await drainQueue(test);
    }
    const rows = await env.DB.prepare("select count(*) as n from notices where recipient like 'mail:%'").first('n');
    expect(rows).toBe(2);
    // A mail may come twice where the note that it was sent is what failed; by its number it is the same.
    expect(new Set(mail.sent.map(({ notification, to }) => `${notification} ${to}`)).size).toBe(2);
  }, 60_000);

  it('are told nothing where no mail can be sent, nor once it can', async () => {
    const { id } = await property();
    const silent = createTestApp({ MAIL_FROM: '' });
    const json = { environment: 'production', notify: ['a@example.com'] };
    await silent.call('POST', `/v1/properties/${id}/activations`, { token: admin, json });
    await drainQueue(silent);
    expect(await minute()).toEqual([]);
  });
});

describe('who subscribed', () => {
  it('hears of properties that are activated and are not any more', async () => {
    const { id, name } = await property();
    await subscribe(['property.activated', 'property.deactivated']);
    await hook(['property.activated', 'property.deactivated']);
    await activate(id);
    expect((await minute()).map(({ subject }) => subject)).toEqual([
      `Version 1 of property ${name} is active in production`,
    ]);
    await activate(id, { type: 'DEACTIVATE' });
    expect((await minute()).map(({ subject }) => subject)).toEqual([
      `Property ${name} is no longer active in production`,
    ]);
    const what = { propertyId: id, propertyName: name, project: 'web', version: 1, environment: 'production' };
    const happened = { id: expect.stringMatching(/^evt_/), at: expect.stringMatching(/^2036-01-01T/) };
    expect(await received()).toMatchObject([
      { type: 'property.activated', data: { total: 1, properties: [{ ...what, happened }] } },
      { type: 'property.deactivated', data: { total: 1, properties: [{ ...what, happened }] } },
    ]);
  });

  it('hears of each step in the life of an access key, and of no secret', async () => {
    await subscribe(['access_key.created', 'access_key.activated', 'access_key.failed', 'access_key.deleted']);
    await hook(['access_key.created', 'access_key.activated', 'access_key.deleted']);
    const { uid } = await makeAccessKey(test, admin, { accessKeyName: 'backups' });
    await addKeyVersion(test, admin, uid);
    const [first] = await minute();
    expect(first?.subject).toBe('4 changes of access keys and properties');
    for (const part of ['Access keys created', 'Access keys activated', 'backups', uid]) {
      expect(first?.text).toContain(part);
    }
    // Who asked for it, not the job that did it.
    expect(first?.text).toMatch(/By +tok_/);
    expect(first?.text).not.toMatch(/By +Jeton/);
    expect((await test.call('DELETE', `/v1/access-keys/${uid}/versions/1`, { token: admin })).status).toBe(202);
    expect(await minute()).toEqual([]);
    test.nowMs += 300_000;
    const subjects = [...(await minute()), ...(await minute())].map(({ subject }) => subject);
    expect(subjects).toEqual(['Version 1 of access key backups was deleted']);
    const messages = await received();
    const versions = messages.flatMap(({ type, data }) =>
      (data.accessKeys as { accessKeyUid: string; accessKeyName: string; version: number }[]).map(
        ({ accessKeyUid, accessKeyName, version }) => `${type} ${accessKeyUid} ${accessKeyName} ${version}`,
      ),
    );
    expect(versions.sort()).toEqual([
      `access_key.activated ${uid} backups 1`,
      `access_key.activated ${uid} backups 2`,
      `access_key.created ${uid} backups 1`,
      `access_key.created ${uid} backups 2`,
      `access_key.deleted ${uid} backups 1`,
    ]);
    expect(JSON.stringify(messages) + JSON.stringify(mail.sent)).not.toContain(OTHER_CREDENTIALS.cloudSecretAccessKey);
  });

  it('hears why an access key could not be activated', async () => {
    await subscribe(['access_key.failed']);
    const { uid } = await makeAccessKey(test, admin, { accessKeyName: 'broken' });
    test.settles = false;
    await submit(test, admin, `/v1/access-keys/${uid}/versions`, OTHER_CREDENTIALS);
    test.settles = true;
    test.queued.length = 0;
    test.nowMs += 3_600_000;
    const sent = [...(await minute()), ...(await minute())];
    expect(sent.map(({ subject }) => subject)).toEqual(['Version 2 of access key broken could not be activated']);
    expect(sent[0]?.text).toMatch(/Reason +it was not activated within/);
  });

  it('for a project hears of no other, and for tokens of nothing but tokens', async () => {
    const { id } = await property();
    const events = ['property.activated'];
    await subscribe(events, { project: 'web' }, 'web@example.com');
    await subscribe(events, { project: 'app' }, 'app@example.com');
    await subscribe(events, { namespace: 'marketing' }, 'namespace@example.com');
    await subscribe(events, { type: 'client' }, 'type@example.com');
    await subscribe(events, { owner: formatId('usr', 7) }, 'owner@example.com');
    await subscribe(['token.created'], {}, 'tokens@example.com');
    await activate(id);
    expect((await minute()).map(told)).toEqual(['web@example.com']);
  });

  it('gets one letter of all that happened to tokens, access keys and properties', async () => {
    const { id, name } = await property();
    await subscribe(['token.created', 'access_key.activated', 'property.activated']);
    await post('/v1/tokens', { type: 'admin', name: 'deploy' });
    await makeAccessKey(test, admin, { accessKeyName: 'mixed' });
    await activate(id);
    const [letter, ...more] = await minute();
    expect(more).toEqual([]);
    expect(letter?.subject).toBe('3 notices: 3 changed');
    for (const part of ['deploy', 'mixed', name, 'This happened to what you follow.']) {
      expect(letter?.text).toContain(part);
    }
  });

  it.each([
    ['access_key.failed', 'accessKeys'],
    ['property.activated', 'properties'],
    ['token.created', 'tokens'],
  ])('gets a sample of %s in the form that the event has', async (event, list) => {
    const { subscription } = await (await hook([event])).json<{ subscription: { id: string } }>();
    await post(`/v1/subscriptions/${subscription.id}/test`, {});
    await drainQueue(test);
    expect(await received()).toMatchObject([
      { type: event, data: { total: 1, [list]: [{ happened: { event, actor: 'sample' } }] } },
    ]);
  });
});

it('notices of before there was anything but tokens to tell of are still told', async () => {
  const detail = {
    name: 'old',
    type: 'client',
    projects: ['web'],
    environments: ['production'],
    grants: [],
    allowedIps: null,
    allowedOrigins: null,
    owner: null,
    issuedAt: 1,
    happened: { event: 'token.revoked', id: 'evt_00000000001', actor: 'usr_00000000001', at: 5 },
  };
  await env.DB.batch([
    env.DB.prepare(
      `insert into notifications (id, digest, recipient, channel, event, status, created_at, replayed, attempts, next_attempt_at)
       values (9, 'old', 'mail:ops@example.com', 'mail', 'digest', 'pending', 5, 0, 0, 5)`,
    ),
    env.DB.prepare("insert into notices values (7, 0, 0, 1, 'mail:ops@example.com', 9, ?, 0)").bind(
      JSON.stringify(detail),
    ),
  ]);
  expect((await minute()).map(({ subject }) => subject)).toEqual(['Token old was revoked']);
  const list = await test.call('GET', '/v1/notifications', { token: admin });
  expect(await list.json<{ items: Notification[] }>()).toMatchObject({ items: [{ status: 'delivered' }] });
});
