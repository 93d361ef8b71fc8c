import { Agent, request } from 'node:http';
import type { LookupFunction } from 'node:net';
import { S3Client } from '@aws-sdk/client-s3';
import type { KeyPair } from '../support/s3-sign.ts';

/** AWS's own client as people set it up for another endpoint, its defaults left alone. */
export function awsClient({ endpoint }: { endpoint: string }, credentials: KeyPair): S3Client {
  return new S3Client({
    endpoint,
    region: 'us-east-1',
    credentials,
    forcePathStyle: true,
    maxAttempts: 1,
    requestHandler: { httpAgent: new Agent({ keepAlive: true, lookup: toLoopback }) },
  });
}

/** Names under `.localhost` are this machine, RFC 6761 section 6.3; not every resolver knows. */
const toLoopback: LookupFunction = (_name, { all }, found) => {
  if (all) found(null, [{ address: '127.0.0.1', family: 4 }]);
  else found(null, '127.0.0.1', 4);
};

/** A request by somebody who has nothing but a URL. */
export function fetchByName(method: string, url: string, body = ''): Promise<{ status: number; body: string }> {
  const { host, port, pathname, search } = new URL(url);
  const headers = { host, ...(method === 'PUT' && { 'content-length': Buffer.byteLength(body) }) };
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, method, path: pathname + search, headers }, (answer) => {
      let text = '';
      answer.on('data', (piece) => {
        text += piece;
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: text }));
    });
    asked.on('error', reject);
    asked.end(body);
  });
}
