import { usageFailure } from '../failure.ts';
import type { World } from '../world.ts';
import { readInput } from './file.ts';
import { readSecret } from './secret.ts';

const MAX_BYTES = 4096;

/** Reads the secret of a cloud's key: from a file, typed unseen, or standard input. Never from the command line. */
export async function readCloudSecret(world: World, file: string | undefined): Promise<string> {
  const secret =
    file === undefined
      ? await readSecret(world, 'Secret access key of the cloud: ')
      : (await readInput(world, file, MAX_BYTES)).toString('utf8').replace(/\r?\n$/, '');
  if (secret === '') throw usageFailure('the secret access key of the cloud is empty', 'give it on standard input.');
  return secret;
}
