import { beforeAll, describe, expect, inject, it } from 'vitest';
import { makeToken, outcome } from '../support/app.ts';
import { createTestGateway, HOST, type TestGateway } from '../support/gateway.ts';
import type { Told } from '../support/origin.ts';
import { addClient } from '../support/people.ts';
import { addProject, createWorld, type World } from '../support/route-contract.ts';

/** Tokens that are locked to clients: what the platform vouches for counts, and nothing that a request says. */
const [MINE, OTHER] = ['ab'.repeat(32), 'cd'.repeat(32)];
const DOCUMENT = { origin: { url: inject('origin') }, rules: [{ paths: ['/*'], access: { by: 'token' } }] };
let world: World;
let gateway: TestGateway;

beforeAll(async () => {
  world = await createWorld();
  gateway = createTestGateway(world.test);
  await addProject('web');
  await addClient('certified', { certificates: [MINE] });
  await addClient('worker');
  await gateway.put({ document: DOCUMENT, project: 'web' });
});

const locked = async (...clients: string[]) => {
  const body = { type: 'access', project: 'web', environments: ['production'], clients };
  return (await makeToken(world.test, world.admin, body)).secret;
};
const verified = (certFingerprintSHA256: string) => ({
  certVerified: 'SUCCESS',
  certRevoked: '0',
  certFingerprintSHA256,
});
const ask = (token: string, { tls, clientId }: { tls?: object; clientId?: string }) => {
  const headers = { Authorization: `Bearer ${token}`, 'Jeton-Client': 'forged', 'CF-Client-Cert-SHA256': MINE };
  const cf = { tlsClientAuth: tls } as never;
  return gateway.fetch(new Request(`https://${HOST}/a`, { headers, ...(tls && { cf }) }), clientId);
};
const clientAt = async (response: Response) =>
  new Headers((await response.json<Told>()).headers.filter(([name]) => name !== 'Host')).get('jeton-client');

describe('a token that is locked to a client', () => {
  it('is good with the certificate of that client, which the origin is told', async () => {
    const token = await locked('certified');
    expect(await clientAt(await ask(token, { tls: verified(MINE.toUpperCase()) }))).toBe('certified');
  });

  it.each([
    ['that of another', verified(OTHER)],
    ['one that was not verified', { ...verified(MINE), certVerified: 'FAILED:self signed' }],
    ['one that was revoked', { ...verified(MINE), certRevoked: '1' }],
    ['none, but a header that says so', undefined],
  ])('is refused with %s', async (_what, tls) => {
    const token = await locked('certified');
    expect(await outcome(await ask(token, tls ? { tls } : {}))).toBe('403 wrong_client');
  });

  it('is good through the service binding of that client, and the origin is told which of several it was', async () => {
    const token = await locked('certified', 'worker');
    expect(await clientAt(await ask(token, { clientId: 'worker' }))).toBe('worker');
    expect(await outcome(await ask(token, { clientId: 'other' }))).toBe('403 wrong_client');
  });

  it('of several by certificate tells the origin of none: that one proved itself is all that is known', async () => {
    const token = await locked('certified', 'worker');
    expect(await clientAt(await ask(token, { tls: verified(MINE) }))).toBeNull();
  });
});
