import { createHash } from 'node:crypto';
import { Agent, type IncomingMessage, request } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Digests } from './content.ts';

/** One request over a socket of its own: where to, under which name, and what goes with it. */
export interface Transfer {
  port: number;
  host: string;
  path: string;
  headers: Record<string, string>;
}

/** Fetches, keeps nothing, and throws unless all came as it left the origin. */
export async function download(transfer: Transfer, length: number, { sha256 }: Digests): Promise<void> {
  const answer = await send(transfer, 'GET', []);
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of answer) {
    bytes += chunk.length;
    hash.update(chunk);
  }
  const found = `${bytes} ${hash.digest('hex')}`;
  if (found !== `${length} ${sha256}`) throw new Error(`what came is not what was sent: ${found}`);
}

/** Sends, and throws unless the origin had all of it. */
export async function upload(
  transfer: Transfer,
  body: Iterable<Uint8Array>,
  length: number,
  { sha256 }: Digests,
): Promise<void> {
  const answer = await send(transfer, 'PUT', body);
  answer.resume();
  const found = answer.headers['x-taken'];
  if (found !== `${length} ${sha256}`) throw new Error(`what was taken is not what was sent: ${found}`);
}

async function send(transfer: Transfer, method: string, body: Iterable<Uint8Array>): Promise<IncomingMessage> {
  const { port, host, path, headers } = transfer;
  const agent = new Agent();
  const outgoing = request({ agent, method, port, path, host: '127.0.0.1', headers: { host, ...headers } });
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    outgoing.once('response', resolve).once('error', reject);
  });
  // An answer that comes before all is sent says more than the pipe that it breaks.
  const sent = pipeline(Readable.from(body, { objectMode: false }), outgoing);
  const answer = await Promise.race([answered, sent.then(() => answered)]);
  sent.catch(() => {});
  if (answer.statusCode === 200) return answer;
  let text = '';
  for await (const chunk of answer) text += chunk;
  throw new Error(`${method} at ${host} was answered ${answer.statusCode}: ${text.slice(0, 600)}`);
}
