import { beforeAll, describe, expect, it } from 'vitest';
import type { KeyPair } from '../../support/s3-sign.ts';
import { createWorld, makePair, on, outcome, routeOf, S3_HOST, send, told, type World } from './world.ts';

let world: World;
/** Everything in both buckets. */
let owner: KeyPair;
/** Reads what is under `public/`, and nothing else. */
let reader: KeyPair;

beforeAll(async () => {
  world = await createWorld();
  owner = await makePair(world, [on('*', 'read', 'write', 'delete', 'manage')]);
  reader = await makePair(world, [on('assets/public/*', 'read')]);
  for (const key of ['public/a.txt', 'public/b%20%C3%BC.txt', 'private/c.txt'])
    await put(`/assets/${key}`, `of ${key}`);
});

async function put(path: string, body: string): Promise<void> {
  expect(await outcome(send(world, owner, 'PUT', path, { body }))).toBe('200');
}

describe('an S3 request', () => {
  it('is signed anew for the storage behind, whose bucket it then names', async () => {
    await put('/assets/anew/x%20y', 'body');
    const [seen] = await told('/anew/');
    expect(seen).toMatchObject({ method: 'PUT', path: '/real-assets/anew/x%20y', refused: null });
    expect(seen?.headers['authorization']).toContain('Credential=S3RVER/');
    expect(JSON.stringify(seen)).not.toContain(owner.accessKeyId);
  });

  it('reads what is granted, in ranges and under conditions too, and tells when its token ends', async () => {
    const whole = await send(world, reader, 'GET', '/assets/public/a.txt');
    expect(whole.headers.get('token-expires')).toMatch(/^\d{4}-/);
    expect(await whole.text()).toBe('of public/a.txt');
    const part = await send(world, reader, 'GET', '/assets/public/a.txt', { headers: { range: 'bytes=3-8' } });
    expect([part.status, await part.text()]).toEqual([206, 'public']);
    const etag = whole.headers.get('etag') ?? '';
    const again = await send(world, reader, 'GET', '/assets/public/a.txt', { headers: { 'if-none-match': etag } });
    expect(again.status).toBe(304);
    const head = await send(world, reader, 'HEAD', '/assets/public/a.txt');
    expect([head.status, head.headers.get('content-length')]).toEqual([200, '15']);
    expect(await (await send(world, reader, 'GET', '/assets/public/b%20%C3%BC.txt')).text()).toContain('public/b');
  });

  it('is refused where nothing grants it, and the storage hears nothing of it', async () => {
    const refused = [
      ['GET', '/assets/private/c.txt'],
      ['HEAD', '/assets/private/c.txt'],
      ['GET', '/docs/public/unheard'],
      ['DELETE', '/assets/public/unheard'],
      ['PUT', '/assets/public/unheard'],
      ['POST', '/assets/public/unheard?uploads'],
      ['GET', '/assets?list-type=2&prefix=unheard'],
      ['GET', '/assets?list-type=2&prefix=public'],
      ['GET', '/assets?policy'],
    ] as const;
    for (const [method, path] of refused) {
      expect(await outcome(send(world, reader, method, path)), path).toBe(
        method === 'HEAD' ? '403' : '403 AccessDenied',
      );
    }
    expect(await told('unheard')).toEqual([]);
  });

  it('lists what is granted, under the name that the client knows', async () => {
    const answer = await send(world, reader, 'GET', '/assets?list-type=2&prefix=public%2F');
    const xml = await answer.text();
    expect(xml).toContain('<Name>assets</Name>');
    expect(xml).toContain('<Key>public/a.txt</Key>');
    expect(xml).not.toContain('real-assets');
  });

  it('lists the buckets that the token has a grant in, and no others of the storage', async () => {
    const names = async (pair: KeyPair) => {
      const xml = await (await send(world, pair, 'GET', '/')).text();
      return [...xml.matchAll(/<Name>([^<]*)/g)].map(([, name]) => name);
    };
    expect(await names(owner)).toEqual(['assets', 'docs']);
    expect(await names(reader)).toEqual(['assets']);
    expect(await names(await makePair(world, []))).toEqual([]);
  });

  it('asks for nothing that S3 has no operation for', async () => {
    expect(await outcome(send(world, owner, 'GET', '/assets?made-up=1'))).toBe('501 NotImplemented');
    expect(await outcome(send(world, owner, 'DELETE', '/assets'))).toBe('501 NotImplemented');
    expect(await outcome(send(world, owner, 'PUT', '/assets'))).toBe('409 BucketAlreadyOwnedByYou');
    expect(await outcome(send(world, reader, 'PUT', '/assets'))).toBe('403 AccessDenied');
    expect(await outcome(send(world, owner, 'PUT', '/assets/a', { headers: { 'x-amz-made-up': '1' } }))).toBe(
      '501 NotImplemented',
    );
    expect(await outcome(send(world, owner, 'GET', '/forbidden/a'))).toBe('404 NoSuchBucket');
    expect(await outcome(send(world, owner, 'GET', '/real-assets/public/a.txt'))).toBe('404 NoSuchBucket');
  });

  it('names one object: no dots, no second escape, no zero byte', async () => {
    for (const path of [
      'public/%252e%252e/private/c.txt',
      'public/..%2Fprivate/c.txt',
      'public%252fa',
      'a%2500',
      'a%00',
    ]) {
      expect(await outcome(send(world, owner, 'GET', `/assets/${path}`)), path).toBe('400 InvalidRequest');
    }
  });

  it('for another host name is not good at this one', async () => {
    const { test, gateway } = world;
    await gateway.put(await routeOf(test, { hostname: 'docs.s3.example.com', bucket: 'docs' }));
    await put('/docs/at-host', 'x');
    const at = { host: 'docs.s3.example.com' };
    expect(await outcome(send(world, owner, 'GET', '/at-host', at))).toBe('200');
    expect(await outcome(send(world, reader, 'GET', '/assets/public/a.txt', at))).toBe('403 AccessDenied');
    expect((await told('/docs/assets/public/a.txt')).length).toBe(0);
    const signed = new Request(`https://${S3_HOST}/assets/public/a.txt`, { headers: { host: 'docs.s3.example.com' } });
    expect(await outcome(gateway.fetch(signed))).toBe('403 AccessDenied');
  });
});

describe('a setting', () => {
  it('in a header takes `manage`, where it is more than what holds anyway', async () => {
    const writer = await makePair(world, [on('assets', 'read', 'write')]);
    const withHeader = (pair: KeyPair, name: string, value: string) =>
      outcome(send(world, pair, 'PUT', '/assets/settings', { body: 'x', headers: { [name]: value } }));
    expect(await withHeader(writer, 'x-amz-acl', 'private')).toBe('200');
    expect(await withHeader(writer, 'x-amz-acl', 'public-read')).toBe('403 AccessDenied');
    expect(await withHeader(writer, 'x-amz-tagging', 'a=b')).toBe('403 AccessDenied');
    expect(await withHeader(writer, 'x-amz-meta-colour', 'blue')).toBe('200');
    expect(await withHeader(owner, 'x-amz-acl', 'public-read')).toBe('200');
  });
});

describe('a copy', () => {
  const copy = (pair: KeyPair, source: string, target = '/assets/copies/x') =>
    outcome(send(world, pair, 'PUT', target, { headers: { 'x-amz-copy-source': source } }));

  it('takes read on its source and write on its target, whose names at the storage are other', async () => {
    const copier = await makePair(world, [on('assets/public/*', 'read'), on('assets/copies/*', 'write')]);
    expect(await copy(copier, '/assets/public/a.txt')).toBe('200');
    expect(await copy(copier, 'assets/public/b%20%C3%BC.txt')).toBe('200');
    const [seen] = await told('/copies/x');
    expect(seen?.headers['x-amz-copy-source']).toBe('/real-assets/public/a.txt');
    expect(await copy(copier, '/assets/private/c.txt')).toBe('403 AccessDenied');
    expect(await copy(copier, '/assets/public/a.txt', '/assets/public/x')).toBe('403 AccessDenied');
  });

  it('from a bucket that is none of the property’s is refused', async () => {
    expect(await copy(owner, '/forbidden/secret')).toBe('404 NoSuchBucket');
    expect(await copy(owner, '/real-assets/public/a.txt')).toBe('404 NoSuchBucket');
    expect(await copy(owner, '/assets/public/..%2F..%2Fforbidden/secret')).toBe('400 InvalidRequest');
  });
});

describe('an error', () => {
  it('is S3’s own, and the answer of HEAD has none', async () => {
    const response = await send(world, reader, 'GET', '/assets/private/c.txt?x-id=GetObject');
    expect(response.headers.get('content-type')).toBe('application/xml');
    const id = response.headers.get('request-id');
    expect(await response.text()).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code>' +
        '<Message>The token does not grant bucket:assets/private/c.txt:read.</Message>' +
        `<Resource>/assets/private/c.txt</Resource><RequestId>${id}</RequestId></Error>`,
    );
    const head = await send(world, reader, 'HEAD', '/assets/private/c.txt');
    expect([head.status, await head.text()]).toEqual([403, '']);
  });

  it('of the storage passes, with the bucket called as the client calls it', async () => {
    const response = await send(world, reader, 'GET', '/assets/public/missing');
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('<Code>NoSuchKey</Code>');
  });

  it('tells an ended token from an unknown one, and neither is worth another try', async () => {
    const ended = await makePair(world, [on('*', 'read')], { expires: '1h' });
    const revoked = await makePair(world, [on('*', 'read')]);
    await world.test.call('DELETE', `/v1/tokens/${revoked.id}`, { token: world.admin });
    expect(await outcome(send(world, revoked, 'GET', '/assets/public/a.txt'))).toBe('403 ExpiredToken');
    const elsewhere = await makePair(world, [on('*', 'read')], { environments: ['staging'] });
    expect(await outcome(send(world, elsewhere, 'GET', '/assets/public/a.txt'))).toBe('403 AccessDenied');
    const forged = { ...ended, accessKeyId: `JTN${'A'.repeat(32)}` };
    expect(await outcome(send(world, forged, 'GET', '/assets/public/a.txt'))).toBe('403 InvalidAccessKeyId');
    const mistyped = { ...ended, secretAccessKey: 'x' };
    expect(await outcome(send(world, mistyped, 'GET', '/assets/public/a.txt'))).toBe('403 SignatureDoesNotMatch');
    expect(await outcome(world.gateway.fetch(new Request(`https://${S3_HOST}/assets/public/a.txt`)))).toBe(
      '403 AccessDenied',
    );
    world.test.nowMs += 3_600_000;
    expect(await outcome(send(world, ended, 'GET', '/assets/public/a.txt'))).toBe('403 ExpiredToken');
  });
});
