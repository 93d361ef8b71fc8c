import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as it came in; `sentBytes` is how much of its answer went out. */
export type Received = {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string;
  sentBytes: number;
};

/** A webhook receiver that listens on loopback and behaves as the path says. */
export type Receiver = { url: string; close: () => Promise<void> };

type Behaviour = (answer: ServerResponse, query: URLSearchParams, before: number) => void;
/** More than the sockets between two processes of a machine hold by themselves. */
const HUGE_BYTES = 32 * 1024 * 1024;

/** What each path does, given how many requests of the same key came before. */
const BEHAVIOURS: Record<string, Behaviour> = {
  '/ok': (answer) => answer.end('taken\n'),
  '/fail': (answer, query, before) => {
    answer.writeHead(before < Number(query.get('times')) ? 500 : 200).end(`attempt ${before + 1}`);
  },
  '/hang': () => {},
  '/gone': (answer) => answer.writeHead(410).end('no longer here'),
  '/slow429': (answer, query) => answer.writeHead(429, { 'Retry-After': query.get('after') ?? '7' }).end('slower'),
  '/redirect': (answer, query) => answer.writeHead(302, { Location: query.get('to') ?? '/ok' }).end('elsewhere'),
  '/huge': stream,
  '/slow-body': (answer) => answer.writeHead(200).write('begun'),
};

/**
 * Starts a receiver on a free port. `GET /received?key=…` gives what came in under a key, `DELETE` forgets it. What is `PUT`
 * below `/published/` is what a `GET` of the same path gives.
 */
export async function startReceiver(): Promise<Receiver> {
  const all = new Map<string, Received[]>();
  const published = new Map<string, string>();
  const server = createServer((request, answer) =>
    request.url?.startsWith('/published/') ? publish(published, request, answer) : handle(all, request, answer),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => close(server) };
}

async function handle(all: Map<string, Received[]>, request: IncomingMessage, answer: ServerResponse): Promise<void> {
  const { pathname, searchParams, search } = new URL(request.url ?? '/', 'http://receiver');
  const key = searchParams.get('key') ?? '';
  if (pathname === '/received') {
    const found = all.get(key) ?? [];
    if (request.method === 'DELETE') all.delete(key);
    answer.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(found));
    return;
  }
  const body = await readBody(request);
  const before = all.get(key) ?? [];
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  const received = { method: request.method ?? '', path: pathname + search, headers, body, sentBytes: 0 };
  all.set(key, [...before, received]);
  countBytes(answer, received);
  const behave = BEHAVIOURS[pathname] ?? status(pathname);
  behave(answer, searchParams, before.length);
}

/** Counts how often a path was asked for: `Times-Asked` of a `HEAD`. */
async function publish(
  published: Map<string, string>,
  request: IncomingMessage,
  answer: ServerResponse,
): Promise<void> {
  const { url = '', method } = request;
  const document = published.get(url);
  const asked = Number(published.get(`asked ${url}`) ?? 0);
  if (method === 'PUT') {
    published.set(url, await readBody(request));
    answer.writeHead(204).end();
  } else if (method === 'HEAD') {
    answer.writeHead(200, { 'Times-Asked': String(asked) }).end();
  } else {
    published.set(`asked ${url}`, String(asked + 1));
    answer.writeHead(document === undefined ? 404 : 200, { 'Content-Type': 'application/json' }).end(document);
  }
}

/** `/status/418` answers so; what is unknown, 404. */
function status(pathname: string): Behaviour {
  const code = Number(/^\/status\/(\d{3})$/.exec(pathname)?.[1] ?? 404);
  return (answer) => answer.writeHead(code).end();
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function countBytes(answer: ServerResponse, received: Received): void {
  const { socket } = answer;
  const before = socket?.bytesWritten ?? 0;
  answer.once('close', () => {
    received.sentBytes = (socket?.bytesWritten ?? before) - before;
  });
}

/** Goes out as fast as the other end reads and no faster. */
function stream(answer: ServerResponse): void {
  const chunk = Buffer.alloc(16 * 1024, 'x');
  let left = HUGE_BYTES;
  const pump = (): void => {
    while (left > 0) {
      left -= chunk.byteLength;
      if (!answer.write(chunk)) {
        answer.once('drain', pump);
        return;
      }
    }
    answer.end();
  };
  pump();
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
