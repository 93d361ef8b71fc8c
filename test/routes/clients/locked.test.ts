import { beforeAll, describe, expect, it } from 'vitest';
import { makeToken, ORIGIN, outcome } from '../../support/app.ts';
import { addClient } from '../../support/people.ts';
import { addProject, createWorld, type World } from '../../support/route-contract.ts';

/** seed-systems 0.15: a token is locked to one or more clients, here with a proof of which client it is. */
let world: World;
const [MINE, OTHER] = ['ab'.repeat(32), 'cd'.repeat(32)];

beforeAll(async () => {
  world = await createWorld();
  await addProject('web');
  await addClient('certified', { certificates: [MINE] });
  await addClient('placed', { allowedIps: ['192.0.2.0/24', '2001:db8::/32'] });
  await addClient('both', { certificates: [MINE], allowedIps: ['192.0.2.0/24'] });
  await addClient('unproven');
});

const locked = async (...clients: string[]) => {
  const body = { type: 'access', project: 'web', environments: ['production'], clients };
  return (await makeToken(world.test, world.admin, body)).secret;
};

type From = { address?: string; tls?: object };

/** A request as Cloudflare hands it to the Worker: the address in a header, the certificate beside it. */
function ask(token: string, { address, tls }: From, headers: Record<string, string> = {}): Promise<Response> {
  const all = new Headers({ Authorization: `Bearer ${token}`, ...headers });
  if (address !== undefined) all.set('CF-Connecting-IP', address);
  const request = new Request(`${ORIGIN}/v1/tokens/self`, {
    headers: all,
    ...(tls && { cf: { tlsClientAuth: tls } as never }),
  });
  return world.test.fetch(request);
}

const verified = (certFingerprintSHA256: string) => ({
  certPresented: '1',
  certVerified: 'SUCCESS',
  certRevoked: '0',
  certFingerprintSHA256,
});

const cases: [what: string, clients: string[], from: From, answer: string][] = [
  ['its certificate', ['certified'], { tls: verified(MINE) }, '200'],
  ['its certificate in upper case', ['certified'], { tls: verified(MINE.toUpperCase()) }, '200'],
  ['the certificate of another', ['certified'], { tls: verified(OTHER) }, '403 wrong_client'],
  [
    'a certificate that was not verified',
    ['certified'],
    { tls: { ...verified(MINE), certVerified: 'FAILED:self signed' } },
    '403 wrong_client',
  ],
  ['no verdict on the certificate', ['certified'], { tls: { certFingerprintSHA256: MINE } }, '403 wrong_client'],
  ['a revoked certificate', ['certified'], { tls: { ...verified(MINE), certRevoked: '1' } }, '403 wrong_client'],
  ['no certificate', ['certified'], { address: '192.0.2.1' }, '403 wrong_client'],
  ['an address of its own', ['placed'], { address: '192.0.2.77' }, '200'],
  ['an IPv6 address of its own', ['placed'], { address: '2001:db8::7' }, '200'],
  ['an address of others', ['placed'], { address: '198.51.100.1' }, '403 wrong_client'],
  ['no address', ['placed'], {}, '403 wrong_client'],
  ['both proofs where both are registered', ['both'], { address: '192.0.2.1', tls: verified(MINE) }, '200'],
  ['only the certificate of the two', ['both'], { address: '198.51.100.1', tls: verified(MINE) }, '403 wrong_client'],
  ['only the address of the two', ['both'], { address: '192.0.2.1' }, '403 wrong_client'],
  ['the proof of one of several clients', ['certified', 'placed'], { address: '192.0.2.1' }, '200'],
  [
    'everything, to a client without proofs',
    ['unproven'],
    { address: '192.0.2.1', tls: verified(MINE) },
    '403 wrong_client',
  ],
  ['everything, where no client is listed', [], { address: '192.0.2.1', tls: verified(MINE) }, '403 wrong_client'],
];

describe('seed-systems 0.15: a token that is locked to clients, for a request that proves', () => {
  it.each(cases)('%s (%j)', async (_what, clients, from, answer) => {
    expect(await outcome(await ask(await locked(...clients), from))).toBe(answer);
  });

  it('nothing but what headers say: neither certificate nor address is read from any that a caller may send', async () => {
    const headers = {
      'Cf-Client-Cert-Sha256': MINE,
      'X-Client-Cert-Fingerprint': MINE,
      'X-Forwarded-For': '192.0.2.1',
      'X-Real-IP': '192.0.2.1',
      'True-Client-IP': '192.0.2.1',
    };
    const secret = await locked('certified', 'placed');
    expect(await outcome(await ask(secret, { address: '198.51.100.1' }, headers))).toBe('403 wrong_client');
  });

  it('the refusal names the clients that it is locked to, and a token without a lock works anywhere', async () => {
    const refused = await ask(await locked('certified', 'placed'), {});
    expect((await refused.json<{ detail: string }>()).detail).toContain('certified, placed');
    const { secret } = await makeToken(world.test, world.admin, { type: 'admin' });
    expect(await outcome(await ask(secret, {}))).toBe('200');
  });
});

describe('what its holder and its managers see of the lock', () => {
  it('the clients by name, each once', async () => {
    const clients = ['placed', 'certified', 'placed'];
    const { secret, id } = await makeToken(world.test, world.admin, { type: 'admin', clients });
    const self = await ask(secret, { address: '192.0.2.1' });
    const shown = await world.test.call('GET', `/v1/tokens/${id}`, { token: world.admin });
    for (const answer of [self, shown]) {
      const seen = await answer.json<{ clients: string[] }>();
      expect(seen.clients.toSorted()).toEqual(['certified', 'placed']);
    }
  });

  it('a changed lock holds from then on: taken away, moved, given', async () => {
    const { secret, id } = await makeToken(world.test, world.admin, { type: 'admin', clients: ['certified'] });
    const patch = (clients: string[] | null) =>
      world.test.call('PATCH', `/v1/tokens/${id}`, { token: world.admin, json: { clients } });
    const from = { address: '192.0.2.1' };
    expect(await outcome(await ask(secret, from))).toBe('403 wrong_client');
    await patch(null);
    expect(await outcome(await ask(secret, from))).toBe('200');
    await patch(['certified']);
    expect(await outcome(await ask(secret, from))).toBe('403 wrong_client');
    await patch(['placed']);
    expect(await outcome(await ask(secret, from))).toBe('200');
    await patch([]);
    expect(await outcome(await ask(secret, from))).toBe('403 wrong_client');
  });

  it('a token that is locked makes none that is less so', async () => {
    const { secret } = await makeToken(world.test, world.admin, { type: 'admin', clients: ['placed', 'both'] });
    const make = async (clients?: string[]) => {
      const headers = { 'CF-Connecting-IP': '192.0.2.1' };
      const json = { type: 'admin', name: 'n', clients };
      return outcome(await world.test.call('POST', '/v1/tokens', { token: secret, json, headers }));
    };
    expect(await make()).toBe('403 insufficient_scope');
    expect(await make(['certified'])).toBe('403 insufficient_scope');
    expect(await make(['placed', 'certified'])).toBe('403 insufficient_scope');
    expect(await make(['placed'])).toBe('201');
    expect(await make([])).toBe('201');
  });
});

describe('POST /v1/tokens/verify', () => {
  const verify = async (token: string, told: object) => {
    const json = { token, ...told };
    // The guard's own connection proves everything: it must not count for the holder's.
    const request = new Request(`${ORIGIN}/v1/tokens/verify`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${world.admin}`,
        'Content-Type': 'application/json',
        'CF-Connecting-IP': '192.0.2.1',
      },
      body: JSON.stringify(json),
      cf: { tlsClientAuth: verified(MINE) } as never,
    });
    return (await (await world.test.fetch(request)).json<{ code: string | null }>()).code;
  };

  it.each([
    ['certified', { certificate: MINE }, null],
    ['certified', { certificate: OTHER }, 'wrong_client'],
    ['certified', {}, 'wrong_client'],
    ['placed', { address: '192.0.2.9' }, null],
    ['placed', { address: '198.51.100.1' }, 'wrong_client'],
    ['placed', { address: 'nowhere' }, 'wrong_client'],
    ['both', { address: '192.0.2.9', certificate: MINE }, null],
    ['both', { certificate: MINE }, 'wrong_client'],
    ['unproven', { address: '192.0.2.9', certificate: MINE }, 'wrong_client'],
  ])('a token for client %s, of whose holder is told %j: %j', async (client, told, code) => {
    expect(await verify(await locked(client), told)).toBe(code);
  });
});
