import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signS3 } from './s3-sign.ts';

/** The key pair of the storage behind: the one that is lent. */
export const ORIGIN_PAIR = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' };
export const ORIGIN_BUCKETS = ['real-assets', 'docs', 'forbidden'];

/** What came to the storage, in order: `GET /__told?from=N` gives those behind the first N. */
export type Told = {
  method: string;
  path: string;
  headers: Record<string, string>;
  refused: string | null;
  /** Whether its body came to its end. */
  complete: boolean;
};

export type S3Origin = { url: string; told: Told[]; close: () => Promise<void> };

type S3rver = {
  callback: () => (request: IncomingMessage, answer: ServerResponse) => void;
  configureBuckets: () => Promise<unknown>;
  store: { deleteObject: (bucket: string, key: string) => Promise<void> };
};

/**
 * An S3-speaking server on loopback. s3rver keeps the objects; it takes any signature of version 4, so each is worked out
 * here again by AWS's own code, and a request whose signature is another is refused.
 */
export async function startS3Origin(): Promise<S3Origin> {
  const directory = mkdtempSync(join(tmpdir(), 'jeton-s3-'));
  const load = createRequire(import.meta.url);
  const S3rver = load('s3rver') as new (options: object) => S3rver;
  const configureBuckets = ORIGIN_BUCKETS.map((name) => ({ name }));
  const storage = new S3rver({ directory, silent: true, vhostBuckets: false, configureBuckets });
  await storage.configureBuckets();
  oneAtATime(storage);
  const serve = storage.callback();
  const told: Told[] = [];
  const server = createServer((request, answer) => void handle(request, answer, serve, told));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    told,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** Two deletions in one folder at once are more than s3rver can do. */
function oneAtATime({ store }: S3rver): void {
  const deleteObject = store.deleteObject.bind(store);
  let last = Promise.resolve();
  store.deleteObject = (bucket, key) => {
    last = last.catch(() => undefined).then(() => deleteObject(bucket, key));
    return last;
  };
}

async function handle(
  request: IncomingMessage,
  answer: ServerResponse,
  serve: ReturnType<S3rver['callback']>,
  told: Told[],
): Promise<void> {
  const { method = '', url = '' } = request;
  if (url.startsWith('/__told')) {
    const from = Number(new URL(url, 'http://origin').searchParams.get('from'));
    answer.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(told.slice(from)));
    return;
  }
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  const refused = await refuse(method, url, headers);
  const seen: Told = { method, path: url, headers, refused, complete: false };
  told.push(seen);
  request.once('end', () => {
    seen.complete = true;
  });
  // The clock of tests is theirs; what s3rver holds the time against is checked by then.
  request.headers['x-amz-date'] = new Date().toISOString().replace(/[-:]|\.\d{3}/g, '');
  if (refused === null) serve(request, answer);
  else
    answer
      .writeHead(403, { 'Content-Type': 'application/xml' })
      .end(`<Error><Code>OfOrigin</Code><Message>${refused}</Message></Error>`);
}

async function refuse(method: string, path: string, headers: Record<string, string>): Promise<string | null> {
  const [, credential, signed = ''] =
    /^AWS4-HMAC-SHA256 Credential=(\S+), SignedHeaders=(\S+), /.exec(headers['authorization'] ?? '') ?? [];
  if (!credential?.startsWith(`${ORIGIN_PAIR.accessKeyId}/`)) return 'not signed with the key of the storage';
  const names = signed.split(';');
  const left = Object.keys(headers).filter((name) => name.startsWith('x-amz-') && !names.includes(name));
  if (left.length > 0) return `not signed: ${left.join(', ')}`;
  const date = headers['x-amz-date'] ?? '';
  const atMs = Date.parse(date.replace(/^(....)(..)(..T..)(..)(..Z)$/, '$1-$2-$3:$4:$5'));
  const kept = names
    .filter((name) => name !== 'host' && name !== 'x-amz-date')
    .map((name) => [name, headers[name] ?? '']);
  const again = await signS3(
    ORIGIN_PAIR,
    {
      method,
      url: `http://${headers['host']}${path}`,
      headers: Object.fromEntries(kept),
      payload: headers['x-amz-content-sha256'] ?? '',
    },
    atMs,
  );
  return again.headers['authorization'] === headers['authorization'] ? null : 'the signature is another';
}

/** The hash that a whole body is compared by. */
export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
