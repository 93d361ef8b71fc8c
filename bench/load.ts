/**
 * The load generator, a process of its own so that its CPU is not counted: keep-alive connections, one request under
 * way on each, over bare sockets. Takes orders from its parent by IPC, see `Order`.
 */
import { connect, type Socket } from 'node:net';

/** What to send, in turn, to which port, and the status that every answer must have. */
export interface Target {
  port: number;
  requests: string[];
  expects: number;
  /** Each request is sent once only: that none is left is an unexpected answer. */
  once?: boolean;
}
/** Targets are added to those there are; one of the same name is replaced, and begins with its first request. */
export type Order = { targets: Record<string, Target> } | Run;
export interface Run {
  run: string;
  seconds: number;
  /** How many ask at a time; left out: 16. */
  connections?: number;
}
export interface Outcome {
  answered: number;
  seconds: number;
  /** How long each answer took, where one asked at a time. */
  latencyMicros: number[];
  /** Status and start of the first answer that was not expected. */
  unexpected: string | null;
}

const CONNECTIONS = 16;
const targets = new Map<string, Target>();
const positions = new Map<string, number>();

process.on('message', async (order: Order) => {
  if ('targets' in order) addTargets(order.targets);
  else process.send?.(await run(order));
});

function addTargets(added: Record<string, Target>): void {
  for (const [name, target] of Object.entries(added)) {
    targets.set(name, target);
    positions.delete(name);
  }
}

/** Sends until the time is over, and returns once all that was sent is answered. */
async function run({ run: name, seconds, connections = CONNECTIONS }: Run): Promise<Outcome> {
  const target = targets.get(name);
  if (!target) throw new Error(`no target ${name}`);
  const outcome: Outcome = { answered: 0, seconds: 0, latencyMicros: [], unexpected: null };
  const begin = performance.now();
  let askedAt = 0;
  const next = (): string | null => {
    if (performance.now() - begin >= seconds * 1000 || outcome.unexpected !== null) return null;
    const position = positions.get(name) ?? 0;
    positions.set(name, target.once ? position + 1 : (position + 1) % target.requests.length);
    const request = target.requests[position];
    if (request === undefined) outcome.unexpected ??= 'no request is left that was never sent';
    askedAt = performance.now();
    return request ?? null;
  };
  const take = (answer: string): void => {
    outcome.answered += 1;
    if (connections === 1) outcome.latencyMicros.push((performance.now() - askedAt) * 1000);
    if (Number(answer.slice(9, 12)) !== target.expects) outcome.unexpected ??= answer.slice(0, 600);
  };
  await Promise.all(Array.from({ length: connections }, () => converse(target.port, next, take)));
  outcome.seconds = (performance.now() - begin) / 1000;
  return outcome;
}

function converse(port: number, next: () => string | null, take: (answer: string) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    let pending = '';
    socket.setEncoding('latin1');
    socket.on('error', reject);
    socket.on('close', () => resolve());
    socket.on('connect', () => ask(socket, next));
    socket.on('data', (chunk: string) => {
      pending += chunk;
      if (!isWhole(pending)) return;
      take(pending);
      pending = '';
      ask(socket, next);
    });
  });
}

function ask(socket: Socket, next: () => string | null): void {
  const request = next();
  if (request === null) socket.end();
  else socket.write(request, 'latin1');
}

function isWhole(answer: string): boolean {
  const headEnd = answer.indexOf('\r\n\r\n');
  if (headEnd < 0) return false;
  const length = /\r\ncontent-length: (\d+)/i.exec(answer.slice(0, headEnd))?.[1];
  if (length === undefined) return answer.endsWith('0\r\n\r\n');
  return answer.length >= headEnd + 4 + Number(length);
}
