import { beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, makeToken, outcome, setUpAdmin, type TestApp } from '../../support/app.ts';
import { runCron } from '../../support/crons.ts';
import { addClient } from '../../support/people.ts';
import { createUnfaithfulKv } from '../../support/unfaithful-kv.ts';

/** `near` changes clients; `far` is another location, whose KV stands still. */
let near: TestApp;
let admin: string;
const BOUND_MS = 10_000;
let clients = 0;

beforeAll(async () => {
  near = createTestApp();
  admin = await setUpAdmin(near);
});

function location(feed: boolean) {
  const kv = createUnfaithfulKv();
  const far = createTestApp({ EDGE: kv.binding });
  far.nowMs = near.nowMs;
  if (!feed) {
    const read = async () => ({ changes: [], windowStart: 0, full: false, imports: false });
    far.services = { ...far.services, changes: { ...far.services.changes, read } };
  }
  kv.state.mode = 'frozen';
  return far;
}

/** A client with one address, a token that is locked to it, and how another location answers to it. */
async function lockedToken(far: TestApp, extra: object = {}) {
  clients += 1;
  const id = `client-${clients}`;
  await addClient(id, { allowedIps: ['192.0.2.0/24'] });
  const { secret } = await makeToken(near, admin, { type: 'admin', clients: [id], ...extra });
  const ask = (address: string) =>
    far.call('GET', '/v1/tokens/self', { token: secret, headers: { 'CF-Connecting-IP': address } }).then(outcome);
  const change = (allowedIps: string[]) =>
    near.call('PATCH', `/v1/clients/${id}`, { token: admin, json: { allowedIps } }).then(outcome);
  return { id, secret, ask, change };
}

describe('new proofs of a client, with KV frozen elsewhere', () => {
  it('shut the old ones out everywhere within the bound, and let the new ones in', async () => {
    const far = location(true);
    const { ask, change } = await lockedToken(far);
    expect(await ask('192.0.2.1')).toBe('200');
    expect(await change(['198.51.100.0/24'])).toBe('200');
    far.nowMs += BOUND_MS + 1;
    expect(await ask('192.0.2.1')).toBe('403 wrong_client');
    expect(await ask('198.51.100.1')).toBe('200');
  });

  it('hold after an hour of it, and for a location that comes new', async () => {
    const far = location(true);
    const { ask, change } = await lockedToken(far);
    expect(await ask('192.0.2.1')).toBe('200');
    await change([]);
    far.isolate = createTestApp().isolate;
    expect(await ask('192.0.2.1')).toBe('403 wrong_client');
    far.nowMs += 3_600_000;
    expect(await ask('192.0.2.1')).toBe('403 wrong_client');
  });

  it('concern the tokens that are locked to it, and no others', async () => {
    const far = location(true);
    const [changed, other] = [await lockedToken(far), await lockedToken(far)];
    expect([await changed.ask('192.0.2.1'), await other.ask('192.0.2.1')]).toEqual(['200', '200']);
    await changed.change([]);
    far.nowMs += BOUND_MS + 1;
    expect([await changed.ask('192.0.2.1'), await other.ask('192.0.2.1')]).toEqual(['403 wrong_client', '200']);
  });

  it('are known at once to where they were made, and by strict routes everywhere', async () => {
    const far = location(true);
    const { ask, change, secret } = await lockedToken(far);
    expect(await ask('192.0.2.1')).toBe('200');
    await change([]);
    const headers = { 'CF-Connecting-IP': '192.0.2.1' };
    const here = await near.call('GET', '/v1/tokens/self', { token: secret, headers });
    expect(await outcome(here)).toBe('403 wrong_client');
    const json = { id: 'late', name: 'Late' };
    const strict = await far.call('POST', '/v1/projects', { token: secret, json, headers });
    expect(await outcome(strict)).toBe('403 wrong_client');
  });

  it('go unnoticed without the feed: the control, so that the tests above can fail', async () => {
    const far = location(false);
    const { ask, change } = await lockedToken(far);
    expect(await ask('192.0.2.1')).toBe('200');
    await change([]);
    far.nowMs += BOUND_MS + 1;
    expect(await ask('192.0.2.1')).toBe('200');
  });
});

it('KV is told of new proofs by the next cron: a copy is right again when the feed has forgotten', async () => {
  const { ask, change, secret } = await lockedToken(near);
  expect(await ask('192.0.2.1')).toBe('200');
  await change(['198.51.100.0/24']);
  near.nowMs += 61_000;
  await runCron(near, '* * * * *');
  await runCron(near, '* * * * *');
  const read = async () => ({ changes: [], windowStart: 0, full: false, imports: false });
  const late = createTestApp();
  late.nowMs = near.nowMs;
  late.services = { ...late.services, changes: { ...late.services.changes, read } };
  const from = (address: string) =>
    late.call('GET', '/v1/tokens/self', { token: secret, headers: { 'CF-Connecting-IP': address } }).then(outcome);
  expect(await from('192.0.2.1')).toBe('403 wrong_client');
  expect(await from('198.51.100.1')).toBe('200');
});
