import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

/** What an origin tells of a request that it got: header names as they came, in pairs. */
export type Told = { method: string; path: string; headers: [string, string][]; bytes: number; body: string };

/** An origin behind the gateway: a real server on loopback that behaves as the path says, and else tells what it got. */
export type TestOrigin = { url: string; close: () => Promise<void> };

type Waiting = Map<string, () => void>;
type Request = { request: IncomingMessage; answer: ServerResponse; query: URLSearchParams; key: string };

/** What was asked for or came about under a key: `GET /told?key=…` gives the list. */
const journal = new Map<string, string[]>();
const waiting: Waiting = new Map();
const ENTITY = '0123456789';
/** Of a body that is told in words; of a longer one only the hash. */
const MAX_TOLD = 10_000;

const BEHAVIOURS: Record<string, (asked: Request) => void | Promise<void>> = {
  '/do/redirect': ({ answer, query }) => {
    answer.writeHead(Number(query.get('status') ?? 302), { Location: query.get('to') ?? '/' }).end('elsewhere');
  },
  '/do/status': ({ answer, query }) => {
    answer.writeHead(Number(query.get('code'))).end();
  },
  '/do/hang': () => {},
  '/do/cut': ({ answer }) => {
    answer.writeHead(200, { 'Content-Length': 100 }).write('half');
    setTimeout(() => answer.destroy(), 50);
  },
  '/do/refuse': ({ request }) => {
    request.socket.destroy();
  },
  '/do/headers': ({ answer }) => {
    answer.writeHead(200, [
      ...['Connection', 'close, X-Of-This-Hop', 'X-Of-This-Hop', '1', 'Keep-Alive', 'timeout=5'],
      ...['Proxy-Authenticate', 'Basic', 'Set-Cookie', 'a=1; Path=/', 'Set-Cookie', 'b=2', 'ETag', '"e"'],
      ...['Request-Id', 'of the origin', 'X-Frame-Options', 'DENY', 'Content-Type', 'text/plain'],
      ...['Access-Control-Allow-Origin', '*', 'Access-Control-Allow-Credentials', 'true', 'Vary', 'Accept'],
    ]);
    answer.end('x');
  },
  '/do/entity': entity,
  '/do/large': large,
  /** Half of the answer, the rest once `/do/release` says so. */
  '/do/halves': ({ answer, key }) => {
    answer.writeHead(200, { 'Content-Type': 'text/plain' }).write('first');
    waiting.set(key, () => answer.end('last'));
  },
  '/do/release': ({ answer, key }) => {
    waiting.get(key)?.();
    answer.end();
  },
  /** Sends back what comes, as it comes. */
  '/do/pipe': ({ request, answer }) => {
    answer.writeHead(200, { 'Content-Type': 'application/octet-stream' });
    request.pipe(answer);
  },
  '/do/endless': ({ answer, key }) => {
    const timer = setInterval(() => answer.write('x'.repeat(1000)), 20);
    answer.once('close', () => {
      clearInterval(timer);
      note(key, 'closed');
    });
  },
  '/told': ({ answer, key }) => {
    answer.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(journal.get(key) ?? []));
  },
};

/** Starts an origin on a free port. */
export async function startOrigin(): Promise<TestOrigin> {
  const server = createServer((request, answer) => void handle(request, answer));
  server.on('upgrade', echoSocket);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => close(server) };
}

async function handle(request: IncomingMessage, answer: ServerResponse): Promise<void> {
  const { pathname, searchParams: query } = new URL(request.url ?? '/', 'http://origin');
  const key = query.get('key') ?? '';
  if (key !== '' && pathname !== '/told') note(key, `${request.method} ${pathname}`);
  const behave = BEHAVIOURS[pathname] ?? tell;
  await behave({ request, answer, query, key });
}

function note(key: string, what: string): void {
  journal.set(key, [...(journal.get(key) ?? []), what]);
}

/** Answers with what it got. */
async function tell({ request, answer }: Request): Promise<void> {
  const hash = createHash('sha256');
  let bytes = 0;
  let body = '';
  for await (const chunk of request) {
    bytes += chunk.length;
    hash.update(chunk);
    if (bytes <= MAX_TOLD) body += chunk;
  }
  const { method = '', url = '', rawHeaders } = request;
  const headers: [string, string][] = [];
  for (let at = 0; at < rawHeaders.length; at += 2) headers.push([rawHeaders[at] ?? '', rawHeaders[at + 1] ?? '']);
  const told: Told = { method, path: url, headers, bytes, body: bytes <= MAX_TOLD ? body : hash.digest('hex') };
  answer.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(told));
}

/** Ten digits, in ranges and under a condition. */
function entity({ request, answer }: Request): void {
  const headers = { ETag: '"ten"', 'Accept-Ranges': 'bytes', 'Cache-Control': 'max-age=60' };
  if (request.headers['if-none-match'] === '"ten"') {
    answer.writeHead(304, headers).end();
    return;
  }
  const [, first, last] = /^bytes=(\d)-(\d)$/.exec(request.headers.range ?? '') ?? [];
  const part = first === undefined ? ENTITY : ENTITY.slice(Number(first), Number(last) + 1);
  const range = first === undefined ? {} : { 'Content-Range': `bytes ${first}-${last}/10` };
  answer.writeHead(first === undefined ? 200 : 206, { ...headers, ...range, 'Content-Length': part.length }).end(part);
}

/** As many bytes as the query says, as fast as the other end reads. */
async function large({ answer, query }: Request): Promise<void> {
  let left = Number(query.get('bytes'));
  answer.writeHead(200, { 'Content-Length': left, 'Content-Type': 'application/octet-stream' });
  const chunk = Buffer.alloc(64 * 1024, 'x');
  while (left > 0) {
    const part = chunk.subarray(0, Math.min(left, chunk.byteLength));
    left -= part.byteLength;
    if (!answer.write(part)) await new Promise((resolve) => answer.once('drain', resolve));
  }
  answer.end();
}

/** RFC 6455 as far as an echo of short messages needs it. Its first message tells what it was asked with. */
function echoSocket(request: IncomingMessage, socket: Duplex): void {
  const key = request.headers['sec-websocket-key'] ?? '';
  const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  );
  socket.on('error', () => socket.destroy());
  socket.write(frame(0x1, JSON.stringify({ path: request.url, headers: request.headers }).slice(0, 4000)));
  socket.on('data', (data: Buffer) => {
    const opcode = (data[0] ?? 0) & 0x0f;
    const length = (data[1] ?? 0) & 0x7f;
    const mask = data.subarray(2, 6);
    const payload = Buffer.from(data.subarray(6, 6 + length)).map(
      (byte: number, at: number) => byte ^ (mask[at % 4] ?? 0),
    );
    socket.write(frame(opcode, Buffer.from(payload).toString('latin1')));
    if (opcode === 0x8) socket.end();
  });
}

function frame(opcode: number, text: string): Buffer {
  const payload = Buffer.from(text, 'latin1');
  const { length } = payload;
  const head = length < 126 ? [0x80 | opcode, length] : [0x80 | opcode, 126, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from(head), payload]);
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
