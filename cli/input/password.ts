import { usageFailure } from '../failure.ts';
import type { World } from '../world.ts';
import { readSecret } from './secret.ts';

/** Reads a new password; at a terminal twice, for it is typed unseen. */
export async function readNewPassword(world: World): Promise<string> {
  const password = await readSecret(world, 'Password (12 characters or more): ');
  if (password === '') throw usageFailure('no password came on standard input');
  if (world.stdin.isTTY && (await readSecret(world, 'Once more: ')) !== password) {
    throw usageFailure('the two passwords differ');
  }
  return password;
}
