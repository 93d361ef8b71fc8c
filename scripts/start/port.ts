import { createServer } from 'node:net';
import { readHealth } from './deployment.ts';
import { Explained } from './explained.ts';

export function readPort(text: string | undefined): number {
  const port = Number(text ?? 8787);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new Explained(`PORT is "${text}", which is no port. Give a number from 1 to 65535, or leave it out for 8787.`);
}

/** `command` is what the person typed, to be typed again with another port. */
export async function refuseTakenPort(port: number, command: string): Promise<void> {
  const problem = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
    const probe = createServer();
    probe.once('error', resolve);
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(null)));
  });
  if (problem === null) return;
  if (problem.code !== 'EADDRINUSE') throw new Explained(`Port ${port} cannot be used: ${problem.message}`);
  const { state } = await readHealth(`http://127.0.0.1:${port}`);
  const what = state === 'ready' ? 'a Jeton that runs already' : 'another program';
  throw new Explained(`Port ${port} is taken by ${what}. Stop it, or choose another port: PORT=${port + 1} ${command}`);
}
