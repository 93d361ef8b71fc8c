/**
 * The origin, a process of its own so that its CPU is not counted. A path that ends in `/bytes-N` is so many bytes, made as
 * they are sent; any other GET is a small object. What is put is counted, hashed and thrown away. Tells its parent the port.
 */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { contentBlocks } from './content.ts';

const SMALL = Buffer.alloc(1024, 'jeton ');
const SMALL_HEADERS = { 'Content-Type': 'text/plain', 'Content-Length': SMALL.byteLength };

const server = createServer((request, response) => {
  answer(request, response).catch(() => response.destroy());
});
server.keepAliveTimeout = 120_000;
process.once('disconnect', () => process.exit());
server.listen(0, '127.0.0.1', () => process.send?.(server.address()));

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method === 'PUT') return take(request, response);
  const length = /\/bytes-(\d+)$/.exec(request.url ?? '')?.[1];
  if (length === undefined) {
    response.writeHead(200, SMALL_HEADERS).end(SMALL);
    return;
  }
  response.writeHead(200, { 'Content-Type': 'application/octet-stream', 'Content-Length': length });
  await pipeline(Readable.from(contentBlocks(Number(length)), { objectMode: false }), response);
}

async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    hash.update(chunk);
  }
  response.setHeader('X-Taken', `${bytes} ${hash.digest('hex')}`);
  response.writeHead(200, { 'Content-Length': 0 }).end();
}
