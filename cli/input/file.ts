import { readFile, stat } from 'node:fs/promises';
import { Failure, usageFailure } from '../failure.ts';
import type { World } from '../world.ts';
import { readStdin } from './secret.ts';

/** The bytes of a file, or of standard input for `-` or where none is named; no more than a bound. */
export async function readInput(
  world: World,
  file: string | undefined,
  maxBytes: number,
): Promise<Buffer<ArrayBuffer>> {
  if (file === undefined || file === '-') return readStdin(world, maxBytes);
  try {
    const { size } = await stat(file);
    if (size > maxBytes) throw new Failure([`${file} is longer than ${maxBytes} bytes`]);
    return await readFile(file);
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw usageFailure(`${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'})`);
  }
}
