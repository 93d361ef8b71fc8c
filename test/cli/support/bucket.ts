import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { signS3 } from '../../support/s3-sign.ts';

export type Bucket = { url: string; close: () => Promise<void> };

/** A bucket on loopback that holds one object, and gives it to whoever signs with one of its keys, as AWS's own code does. */
export async function startBucket(keys: Readonly<Record<string, string>>, object: string): Promise<Bucket> {
  const server = createServer(async (request, response) => {
    const by = await signerOf(request, keys);
    response.writeHead(by === null ? 403 : 200, { 'signed-by': by ?? 'nobody' });
    response.end(by === null ? 'SignatureDoesNotMatch' : object);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

async function signerOf(request: IncomingMessage, keys: Readonly<Record<string, string>>): Promise<string | null> {
  const { method = 'GET', url = '/', headers } = request;
  const accessKeyId = /Credential=([^/]+)/.exec(headers.authorization ?? '')?.[1] ?? '';
  const secretAccessKey = keys[accessKeyId];
  const signedAt = String(headers['x-amz-date']).replace(/^(....)(..)(..T..)(..)(..Z)$/, '$1-$2-$3:$4:$5');
  if (secretAccessKey === undefined || Number.isNaN(Date.parse(signedAt))) return null;
  const payload = String(headers['x-amz-content-sha256']);
  const asked = { method, url: `http://${headers.host}${url}`, payload };
  const signed = await signS3({ accessKeyId, secretAccessKey }, asked, Date.parse(signedAt));
  return signed.headers.authorization === headers.authorization ? accessKeyId : null;
}
