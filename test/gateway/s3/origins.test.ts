import { beforeAll, expect, inject, it } from 'vitest';
import { createChunkSieve } from '../../../src/crypto/sigv4/chunks.ts';
import { encodeChunks, type KeyPair } from '../../support/s3-sign.ts';
import { createWorld, lentKey, makePair, on, outcome, routeOf, S3_HOST, send, type World } from './world.ts';

/** Origins that are no S3, or not as they should be. */
let world: World;
let owner: KeyPair;

beforeAll(async () => {
  world = await createWorld();
  owner = await makePair(world, [on('*', 'read', 'write')]);
});

async function behave(originBucket: string): Promise<Response> {
  const document = { origin: { url: `${inject('origin')}/do` }, s3: { buckets: [{ name: 'assets', originBucket }] } };
  await world.gateway.put(await routeOf(world.test, { document }));
  return send(world, owner, 'GET', '/assets?list-type=2');
}

it('a redirect is not followed, and does not tell where the bucket is', async () => {
  const response = await behave('redirect');
  expect(response.headers.get('location')).toBeNull();
  expect(await outcome(response)).toBe('502 BadGateway');
});

it('an origin that breaks off is 502, in S3’s own words', async () => {
  expect(await outcome(behave('refuse'))).toBe('502 BadGateway');
});

it('a property that is not signed sends no signature on, least of all the client’s', async () => {
  const document = { origin: { url: inject('origin') }, signing: null, s3: { buckets: [{ name: 'assets' }] } };
  await world.gateway.put(await routeOf(world.test, { document, key: null }));
  const response = await send(world, owner, 'GET', '/assets/a', {
    headers: { cookie: 'a=1', 'x-forwarded-for': '1.2.3.4' },
  });
  const { headers } = await response.json<{ headers: [string, string][] }>();
  const names = headers.map(([name]) => name.toLowerCase());
  for (const name of ['authorization', 'cookie', 'x-forwarded-for', 'x-amz-date', 'x-amz-content-sha256']) {
    expect(names).not.toContain(name);
  }
  expect(names.filter((name) => name.startsWith('jeton-'))).toEqual([]);
});

it('AWS is sent the checksum behind a body, by its own rules', async () => {
  const document = { origin: { url: 'https://s3.amazonaws.com' }, s3: { buckets: [{ name: 'assets' }] } };
  await world.gateway.put(await routeOf(world.test, { document, key: await lentKey(world.test, 'AWS4_HMAC_SHA256') }));
  const content = new Uint8Array(100_000).fill(7);
  const sum = 'x-amz-checksum-sha256';
  const digest = await crypto.subtle.digest('SHA-256', content);
  const body = encodeChunks([content], null, [[sum, btoa(String.fromCharCode(...new Uint8Array(digest)))]]);
  const { services } = world.test;
  let seen: { headers: Headers; bytes: Uint8Array } | null = null;
  world.test.services = {
    ...services,
    origins: {
      ...services.origins,
      send: async ({ headers, body: sent }) => {
        seen = { headers: new Headers(headers), bytes: new Uint8Array(await new Response(sent).arrayBuffer()) };
        return { kind: 'answered', response: new Response(null) };
      },
    },
  };
  const headers = { 'x-amz-decoded-content-length': '100000', 'x-amz-trailer': sum, 'content-encoding': 'aws-chunked' };
  const put = { body, headers, payload: 'STREAMING-UNSIGNED-PAYLOAD-TRAILER' };
  expect(await outcome(send(world, owner, 'PUT', '/assets/a', put))).toBe('200');
  world.test.services = services;
  if (seen === null) throw new Error('nothing was sent');
  const { headers: told, bytes } = seen as { headers: Headers; bytes: Uint8Array };
  expect(told.get('x-amz-trailer')).toBe(sum);
  const sieve = createChunkSieve({ key: null, trailers: [sum], decodedBytes: 100_000 });
  sieve.push(bytes, () => undefined);
  sieve.end();
});

it('pages of the origins that the property lists may read, and no others', async () => {
  const cors = { origins: ['https://shop.example'], methods: ['GET', 'PUT'], exposeHeaders: ['ETag'] };
  await world.gateway.put(await routeOf(world.test, { document: { origin: { url: inject('s3Origin') }, cors } }));
  const from = (origin: string) => ({ headers: { origin } });
  const allowed = await send(world, owner, 'GET', '/assets?list-type=2', from('https://shop.example'));
  expect(allowed.headers.get('access-control-allow-origin')).toBe('https://shop.example');
  const other = await send(world, owner, 'GET', '/assets?list-type=2', from('https://other.example'));
  expect(other.headers.get('access-control-allow-origin')).toBeNull();
  const asked = { origin: 'https://shop.example', 'access-control-request-method': 'PUT' };
  const preflight = new Request(`https://${S3_HOST}/assets/a`, { method: 'OPTIONS', headers: asked });
  expect(await outcome(world.gateway.fetch(preflight))).toBe('204');
});
