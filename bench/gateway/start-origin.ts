import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { canPin, LOAD_CPU } from '../cpu.ts';

export interface Origin {
  url: string;
  stop: () => void;
}

/** The origin, on the CPU that the load has: the server's is left to the server. */
export async function startOrigin(): Promise<Origin> {
  const command = [process.execPath, join(import.meta.dirname, 'origin.ts')];
  const [program = '', ...args] = canPin ? ['taskset', '-c', LOAD_CPU, ...command] : command;
  const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const [{ port }]: [AddressInfo] = await Promise.race([
    once(child, 'message') as Promise<[AddressInfo]>,
    once(child, 'exit').then(() => {
      throw new Error('the origin ended before it said its port');
    }),
  ]);
  return { url: `http://127.0.0.1:${port}`, stop: () => child.kill() };
}
