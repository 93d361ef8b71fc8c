import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { Failure } from '../failure.ts';
import type { World } from '../world.ts';

/** Reads a secret: typed unseen at a terminal, else all of stdin without its last line break. */
export async function readSecret(world: World, prompt: string): Promise<string> {
  if (world.stdin.isTTY) return ask(world, prompt, true);
  return (await readStdin(world, MAX_SECRET_BYTES)).toString('utf8').replace(/\r?\n$/, '');
}

const MAX_SECRET_BYTES = 65_536;

/** Asks at a terminal; `hidden` shows nothing of what is typed. */
export function ask(world: World, prompt: string, hidden: boolean): Promise<string> {
  world.stderr.write(prompt);
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: world.stdin, output: hidden ? unseen : world.stderr, terminal: true });
  return new Promise((resolve, reject) => {
    lines.on('line', (line) => {
      resolve(line);
      lines.close();
    });
    lines.on('SIGINT', () => lines.close());
    lines.on('close', () => {
      if (hidden) world.stderr.write('\n');
      reject(new Failure(['stopped: nothing was sent']));
    });
  });
}

/** All of stdin, up to a bound. */
export async function readStdin(world: World, maxBytes: number): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of world.stdin) {
    const bytes = Buffer.from(chunk as Uint8Array);
    size += bytes.length;
    if (size > maxBytes) throw new Failure([`standard input is longer than ${maxBytes} bytes`]);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}
