import { beforeAll, describe, expect, it } from 'vitest';
import { type KeyPair, presignS3, signS3 } from '../../support/s3-sign.ts';
import { createWorld, makePair, on, outcome, S3_HOST, send, type World } from './world.ts';

let world: World;
let owner: KeyPair & { id: string };
const url = (path: string) => `https://${S3_HOST}${path}`;

beforeAll(async () => {
  world = await createWorld();
  owner = await makePair(world, [on('assets', 'read', 'write', 'delete')]);
  expect(await outcome(send(world, owner, 'PUT', '/assets/attacked.txt', { body: 'whole' }))).toBe('200');
});

/** A signed request that somebody listened to, and sends as he likes. */
async function caught(changes: Record<string, string> = {}) {
  const signed = await signS3(owner, { method: 'GET', url: url('/assets/attacked.txt') }, world.test.nowMs);
  return () => outcome(world.gateway.fetch(new Request(signed.url, { headers: { ...signed.headers, ...changes } })));
}

describe('a request that was overheard', () => {
  it('is good for 15 minutes and no longer', async () => {
    const replay = await caught();
    expect(await replay()).toBe('200');
    world.test.nowMs += 15 * 60_000 + 1_000;
    expect(await replay()).toBe('403 RequestTimeTooSkewed');
  });

  it('takes no command that was not signed with it', async () => {
    for (const name of ['x-amz-acl', 'x-amz-copy-source', 'x-amz-meta-a', 'x-amz-server-side-encryption']) {
      expect(await (await caught({ [name]: 'public-read' }))(), name).toBe('403 AccessDenied');
    }
  });

  it('is not good for another method, nor with another query', async () => {
    const signed = await signS3(owner, { method: 'GET', url: url('/assets/attacked.txt') }, world.test.nowMs);
    for (const [method, target] of [
      ['DELETE', signed.url.href],
      ['PUT', signed.url.href],
      ['GET', `${signed.url.href}?acl`],
      ['GET', signed.url.href.replace('attacked', 'other')],
    ] as const) {
      const request = new Request(target, { method, headers: signed.headers });
      expect(await outcome(world.gateway.fetch(request)), `${method} ${target}`).toBe('403 SignatureDoesNotMatch');
    }
  });
});

describe('a presigned URL', () => {
  it('that says a week ends with its token', async () => {
    const pair = await makePair(world, [on('assets', 'read')], {
      expires: new Date(world.test.nowMs + 3_600_000).toISOString(),
    });
    const asked = { method: 'GET', url: url('/assets/attacked.txt'), expiresSeconds: 604_800 };
    const presigned = await presignS3(pair, asked, world.test.nowMs);
    const open = () => outcome(world.gateway.fetch(new Request(presigned)));
    expect(await open()).toBe('200');
    world.test.nowMs += 3_600_000;
    expect(await open()).toBe('403 ExpiredToken');
  });

  it('for reading an object neither writes it nor reads another', async () => {
    const asked = { method: 'GET', url: url('/assets/attacked.txt'), expiresSeconds: 600 };
    const presigned = await presignS3(owner, asked, world.test.nowMs);
    const written = new Request(presigned, { method: 'PUT', body: 'other' });
    expect(await outcome(world.gateway.fetch(written))).toBe('403 SignatureDoesNotMatch');
    const other = new Request(presigned.href.replace('attacked', 'other'));
    expect(await outcome(world.gateway.fetch(other))).toBe('403 SignatureDoesNotMatch');
    expect(await outcome(world.gateway.fetch(new Request(presigned)))).toBe('200');
  });
});

describe('the id of a key pair', () => {
  it('alone opens nothing, here or at the API', async () => {
    const { accessKeyId, secretAccessKey } = owner;
    for (const token of [accessKeyId, secretAccessKey]) {
      const response = await world.test.call('GET', '/v1/tokens/self', { token });
      expect(response.status).toBe(401);
      await response.body?.cancel();
      const request = new Request(url('/assets/attacked.txt'), { headers: { Authorization: `Bearer ${token}` } });
      expect((await outcome(world.gateway.fetch(request))).slice(0, 3)).toMatch(/^40[03]$/);
    }
  });
});
