import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import * as api from '@aws-sdk/client-s3';
import {
  AbortMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketPolicyCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OPERATIONS } from '../../src/domain/s3/operations.ts';
import { awsClient, fetchByName } from './clients.ts';
import { type Deployment, startDeployment } from './deployment.ts';

/** AWS's own client against a real Worker in front of a real S3 server. */
let deployment: Deployment;
let owner: S3Client;
/** Reads what is under `public/`, and nothing else. */
let reader: S3Client;
const Bucket = 'assets';

beforeAll(async () => {
  deployment = await startDeployment();
  owner = awsClient(deployment, await deployment.makePair([all('*')]));
  const grants = [{ resource: 'bucket', name: 'assets/public/*', actions: ['read'] }];
  reader = awsClient(deployment, await deployment.makePair(grants));
  await owner.send(
    new PutObjectCommand({ Bucket, Key: 'public/a ü+&.txt', Body: 'hello world', Metadata: { x: '1' } }),
  );
  await owner.send(new PutObjectCommand({ Bucket, Key: 'private/b', Body: 'secret' }));
});
afterAll(() => deployment.close());

function all(name: string) {
  return { resource: 'bucket', name, actions: ['read', 'write', 'delete', 'manage'] };
}

async function text(client: S3Client, Key: string, Range?: string): Promise<string> {
  const { Body } = await client.send(new GetObjectCommand({ Bucket, Key, ...(Range && { Range }) }));
  return (await Body?.transformToString()) ?? '';
}

describe('AWS’s own client', () => {
  it('reads what it put, whole and in ranges, and finds it in lists', async () => {
    expect(await text(owner, 'public/a ü+&.txt')).toBe('hello world');
    expect(await text(owner, 'public/a ü+&.txt', 'bytes=6-')).toBe('world');
    const head = await owner.send(new HeadObjectCommand({ Bucket, Key: 'public/a ü+&.txt' }));
    expect(head).toMatchObject({ ContentLength: 11, Metadata: { x: '1' } });
    const listed = await owner.send(new ListObjectsV2Command({ Bucket, Prefix: 'public/' }));
    expect(listed).toMatchObject({ Name: 'assets', Contents: [{ Key: 'public/a ü+&.txt' }] });
    const { Buckets } = await owner.send(new ListBucketsCommand({}));
    expect(Buckets?.map(({ Name }) => Name)).toEqual(['assets', 'docs']);
  });

  it('uploads a stream, with the checksum behind it that it sends by default', async () => {
    const Body = Readable.from([Buffer.from('abc'), Buffer.from('def')]);
    await owner.send(new PutObjectCommand({ Bucket, Key: 'streams/one', Body, ContentLength: 6 }));
    expect(await text(owner, 'streams/one')).toBe('abcdef');
  });

  it('gets what is encoded as it was put, to the byte, in ranges too', async () => {
    const Body = gzipSync('x'.repeat(10_000));
    await owner.send(new PutObjectCommand({ Bucket, Key: 'encoded', Body, ContentEncoding: 'gzip' }));
    const get = async (Range?: string) => {
      const got = await owner.send(new GetObjectCommand({ Bucket, Key: 'encoded', ...(Range && { Range }) }));
      return Buffer.from((await got.Body?.transformToByteArray()) ?? []);
    };
    expect((await get()).equals(Body)).toBe(true);
    expect((await get('bytes=5-20')).equals(Body.subarray(5, 21))).toBe(true);
  });

  it('uploads 50 MB in parts, and reads them again', async () => {
    const Body = Buffer.alloc(50 * 1024 * 1024, 'jeton!');
    const params = { Bucket, Key: 'large/one', Body };
    const done = await new Upload({ client: owner, params, partSize: 8 * 1024 * 1024 }).done();
    expect(done).toMatchObject({ Bucket: 'assets', Location: `${deployment.endpoint}/assets/large/one` });
    const { Body: got } = await owner.send(new GetObjectCommand({ Bucket, Key: 'large/one' }));
    expect(Buffer.from((await got?.transformToByteArray()) ?? []).equals(Body)).toBe(true);
  });

  it('gives away a presigned URL, for a read and for a write', async () => {
    const toRead = await getSignedUrl(owner, new GetObjectCommand({ Bucket, Key: 'private/b' }), { expiresIn: 60 });
    expect(await fetchByName('GET', toRead)).toEqual({ status: 200, body: 'secret' });
    const toWrite = await getSignedUrl(owner, new PutObjectCommand({ Bucket, Key: 'private/c' }), { expiresIn: 60 });
    expect(await fetchByName('PUT', toWrite, 'by another')).toMatchObject({ status: 200 });
    expect(await text(owner, 'private/c')).toBe('by another');
    expect(await fetchByName('PUT', toRead, 'x')).toMatchObject({ status: 403 });
    const notTheirs = await getSignedUrl(reader, new GetObjectCommand({ Bucket, Key: 'private/b' }), { expiresIn: 60 });
    expect(await fetchByName('GET', notTheirs)).toMatchObject({
      status: 403,
      body: expect.stringContaining('AccessDenied'),
    });
  });

  it('copies, and deletes many at once', async () => {
    const copy = { Bucket, Key: 'copies/a', CopySource: 'assets/private/b' };
    const copied = await owner.send(new CopyObjectCommand(copy));
    expect(copied.CopyObjectResult?.ETag).toBeTruthy();
    const Objects = [{ Key: 'copies/a' }, { Key: 'large/one' }];
    const { Deleted, Errors } = await owner.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    expect([Deleted?.length, Errors]).toEqual([2, undefined]);
    await expect(text(owner, 'copies/a')).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  it('with a token for reading below one prefix does just that', async () => {
    expect(await text(reader, 'public/a ü+&.txt')).toBe('hello world');
    expect((await reader.send(new ListObjectsV2Command({ Bucket, Prefix: 'public/' }))).KeyCount).toBe(1);
    const forbidden = [
      new ListObjectsV2Command({ Bucket }),
      new ListObjectsV2Command({ Bucket, Prefix: 'public' }),
      new GetObjectCommand({ Bucket, Key: 'private/b' }),
      new PutObjectCommand({ Bucket, Key: 'public/new', Body: 'x' }),
      new DeleteObjectCommand({ Bucket, Key: 'public/a ü+&.txt' }),
      new CopyObjectCommand({ Bucket, Key: 'public/new', CopySource: 'assets/public/a' }),
      new CreateMultipartUploadCommand({ Bucket, Key: 'public/new' }),
      new AbortMultipartUploadCommand({ Bucket, Key: 'public/new', UploadId: 'x' }),
      new GetBucketPolicyCommand({ Bucket }),
    ];
    for (const command of forbidden) {
      await expect(reader.send(command as GetObjectCommand), command.constructor.name).rejects.toMatchObject({
        name: 'AccessDenied',
        $metadata: { httpStatusCode: 403 },
      });
    }
    const Objects = [{ Key: 'public/a ü+&.txt' }];
    const { Errors } = await reader.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    expect(Errors).toMatchObject([{ Key: 'public/a ü+&.txt', Code: 'AccessDenied' }]);
    expect(await text(owner, 'public/a ü+&.txt')).toBe('hello world');
  });

  it('learns that its token has ended in a word that it knows', async () => {
    const pair = await deployment.makePair([all('*')]);
    await deployment.call('DELETE', `/v1/tokens/${pair.id}`);
    await expect(text(awsClient(deployment, pair), 'private/b')).rejects.toMatchObject({ name: 'ExpiredToken' });
  });

  it('nothing came to the storage that was not signed with its key', () => {
    expect(deployment.origin.told.length).toBeGreaterThan(20);
    expect(deployment.origin.told.filter(({ refused }) => refused !== null)).toEqual([]);
  });
});

it('every operation that AWS’s client has is in the table', () => {
  const commands = Object.keys(api).filter((name) => name.endsWith('Command') && name !== '$Command');
  const known = OPERATIONS.map(({ name }) => name);
  const missing = commands.map((name) => name.slice(0, -'Command'.length)).filter((name) => !known.includes(name));
  // The same requests as these, with more of a query or at another endpoint.
  expect(
    missing.filter((name) => !/^List(?:Bucket\w+Configurations|ObjectAnnotations|DirectoryBuckets)$/.test(name)),
  ).toEqual([]);
});
