/** `npm run bench:flood`: a million distinct, well-shaped forgeries, and what they leave in the memory of workerd. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { describeMachine, readResidentMegabytes } from './cpu.ts';
import type { Order, Outcome } from './load.ts';
import { startServer } from './server.ts';

const FORGERIES = 1_000_000;
const BATCH = 20_000;
const SECONDS = 1;

const server = await startServer(['forged']);
const load = spawn(process.execPath, [join(import.meta.dirname, 'load.ts')], {
  stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
});
try {
  const port = await server.portOf('forged');
  console.log(`${describeMachine()}\n\n| forgeries refused | resident memory, MB |\n| ---: | ---: |`);
  let refused = 0;
  for (let told = -1; refused < FORGERIES; ) {
    refused += (await flood(load, port)).answered;
    const tenth = Math.floor((refused * 10) / FORGERIES);
    if (tenth === told) continue;
    told = tenth;
    await server.collect();
    console.log(`| ${refused} | ${readResidentMegabytes(server.pid)} |`);
  }
} finally {
  load.kill();
  await server.stop();
}

/** A second of forgeries that were never sent before; each must be answered 401. */
async function flood(child: ChildProcess, port: number): Promise<Outcome> {
  const requests = Array.from({ length: BATCH }, (_, index) => forgedRequest(index));
  child.send({ targets: { forged: { port, requests, expects: 401 } } } satisfies Order);
  child.send({ run: 'forged', seconds: SECONDS } satisfies Order);
  const [outcome]: Outcome[] = await once(child, 'message');
  if (!outcome || outcome.unexpected !== null) throw new Error(`answered:\n${outcome?.unexpected}`);
  return outcome;
}

function forgedRequest(index: number): string {
  const forged = `web:production.jtn_${randomBytes(32).toString('hex')}`;
  const address = `10.${index & 255}.${(index >> 8) & 255}.${randomBytes(1)[0]}`;
  const head = ['GET /forged HTTP/1.1', 'Host: localhost', `Authorization: Bearer ${forged}`];
  return [...head, `CF-Connecting-IP: ${address}`, '', ''].join('\r\n');
}
