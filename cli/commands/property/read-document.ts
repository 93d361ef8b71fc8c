import { Failure } from '../../failure.ts';
import { readInput } from '../../input/file.ts';
import type { World } from '../../world.ts';

const MAX_BYTES = 1024 * 1024;

/** The document in a file, as it stands there; the server says what is wrong with it. `-` is standard input. */
export async function readDocument(world: World, file: string): Promise<unknown> {
  const text = (await readInput(world, file, MAX_BYTES)).toString('utf8');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Failure([`${file === '-' ? 'standard input' : file} is no JSON: ${(error as SyntaxError).message}`]);
  }
}
