import { open } from 'node:fs/promises';
import { Failure } from '../failure.ts';
import type { World } from '../world.ts';

/** Somewhere that bytes go, at the pace at which it takes them. */
export type Sink = { write: (bytes: Uint8Array) => Promise<void>; close: () => Promise<void> };

/** Opens a file, what was in it is gone, or stdout where none is named. */
export async function openSink(world: World, file: string | undefined): Promise<Sink> {
  if (file === undefined || file === '-')
    return { write: (bytes) => writeTo(world.stdout, bytes), close: async () => {} };
  const refuse = (error: unknown): never => {
    throw new Failure([`${file} cannot be written (${(error as NodeJS.ErrnoException).code ?? 'no reason given'})`]);
  };
  const handle = await open(file, 'w').catch(refuse);
  return {
    write: (bytes) => handle.appendFile(bytes).catch(refuse),
    close: () => handle.close(),
  };
}

function writeTo(stream: NodeJS.WritableStream, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(bytes, (error) => (error ? reject(error) : resolve()));
  });
}
