import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A request as it came off the wire, byte for byte, and what a strict reader of RFC 9112 makes of it. */
export interface RawRequest {
  /** Head, empty line and body, as Latin-1. */
  wire: string;
  method: string;
  target: string;
  version: string;
  /** In order, with names as they were written. */
  headers: [name: string, value: string][];
  body: string;
  /** What is wrong with it, for a strict reader. */
  faults: string[];
}

export interface RawOrigin {
  url: string;
  port: number;
  /** What came since it was last asked. */
  take: () => RawRequest[];
  stop: () => void;
}

const ANSWER = 'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok';

/** An origin that reads as strictly as can be, keeps what it read and answers each request with `ok`. */
export async function startRawOrigin(): Promise<RawOrigin> {
  const seen: RawRequest[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.setEncoding('latin1');
    socket.on('error', () => socket.destroy());
    let pending = '';
    socket.on('data', (chunk: string) => {
      pending += chunk;
      for (let read = readRequest(pending); read !== null; read = readRequest(pending)) {
        seen.push(read);
        pending = pending.slice(read.wire.length);
        socket.write(ANSWER);
      }
    });
    socket.on('close', () => {
      sockets.delete(socket);
      if (pending !== '') seen.push({ ...EMPTY, wire: pending, faults: ['ended in the middle'] });
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    take: () => seen.splice(0),
    stop: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

const EMPTY = { method: '', target: '', version: '', headers: [], body: '' };

/** The first request of what came; null while it is not whole. */
function readRequest(text: string): RawRequest | null {
  const headEnd = text.indexOf('\r\n\r\n');
  if (headEnd < 0) return null;
  const [line = '', ...fields] = text.slice(0, headEnd).split('\r\n');
  const faults: string[] = [];
  const [, method = '', target = '', version = ''] = /^([A-Z]+) ([\x21-\x7e]+) (HTTP\/1\.1)$/.exec(line) ?? [];
  if (method === '') faults.push(`request line: ${line}`);
  const headers = fields.map((field): [string, string] => {
    const [, name, value] = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([\t\x20-\x7e\x80-\xff]*)$/.exec(field) ?? [];
    if (name === undefined || value === undefined) faults.push(`field: ${field}`);
    return [name ?? '', value ?? ''];
  });
  const valuesOf = (wanted: string) =>
    headers.filter(([name]) => name.toLowerCase() === wanted).map(([, value]) => value);
  const [lengths, codings] = [valuesOf('content-length'), valuesOf('transfer-encoding')];
  if (valuesOf('host').length !== 1) faults.push('not one Host');
  if (lengths.length + codings.length > 1) faults.push('more than one length');
  if (codings.some((coding) => coding !== 'chunked')) faults.push(`coding: ${codings.join()}`);
  if (lengths.some((length) => !/^\d+$/.test(length))) faults.push(`length: ${lengths.join()}`);
  const rest = text.slice(headEnd + 4);
  const body = codings.length > 0 ? readChunks(rest) : readSized(rest, Number(lengths[0] ?? 0));
  if (body === null) return null;
  const wire = text.slice(0, headEnd + 4 + body.length);
  return { wire, method, target, version, headers, body: body.content, faults };
}

type Body = { length: number; content: string } | null;

function readSized(rest: string, length: number): Body {
  return rest.length < length ? null : { length, content: rest.slice(0, length) };
}

function readChunks(rest: string): Body {
  let content = '';
  for (let at = 0; ; ) {
    const lineEnd = rest.indexOf('\r\n', at);
    if (lineEnd < 0) return null;
    const size = Number.parseInt(rest.slice(at, lineEnd), 16);
    const end = lineEnd + 2 + size + 2;
    if (rest.length < end) return null;
    content += rest.slice(lineEnd + 2, end - 2);
    at = end;
    if (size === 0) return { length: at, content };
  }
}

export interface RawAnswer {
  /** Of each answer that came. */
  statuses: number[];
  wire: string;
}

/** How long an exchange may take in all. */
const PATIENCE_MS = 4_000;

/**
 * Sends bytes as they stand over a connection of their own. Behind the first answer goes `last`, a request that closes the
 * connection: what came before it on the same connection has been dealt with by then, whatever it was taken for.
 */
export async function sendRaw(port: number, bytes: string, last: string): Promise<RawAnswer> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  socket.setEncoding('latin1');
  let wire = '';
  let closing = false;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, PATIENCE_MS);
    const end = () => {
      clearTimeout(timer);
      resolve();
    };
    socket.on('data', (chunk: string) => {
      wire += chunk;
      if (closing || !hasAnswer(wire)) return;
      closing = true;
      socket.write(last, 'latin1');
    });
    socket.on('error', end).on('close', end);
    socket.write(bytes, 'latin1');
  });
  socket.destroy();
  const statuses = [...wire.matchAll(/HTTP\/1\.[01] (\d{3}) /g)].map(([, status]) => Number(status));
  return { statuses, wire };
}

/** Whether an answer has come whole; interim ones are none. */
function hasAnswer(wire: string): boolean {
  const answer = wire.replace(/^(?:HTTP\/1\.1 1\d\d [^\r]*\r\n(?:[^\r]+\r\n)*\r\n)+/, '');
  const headEnd = answer.indexOf('\r\n\r\n');
  if (headEnd < 0) return false;
  const length = /\r\ncontent-length: (\d+)/i.exec(answer.slice(0, headEnd))?.[1];
  if (length === undefined) return answer.endsWith('0\r\n\r\n');
  return answer.length >= headEnd + 4 + Number(length);
}

/** A request of these lines, each ended by CRLF, with an empty line behind them. */
export function lines(...head: string[]): string {
  return [...head, '', ''].join('\r\n');
}
