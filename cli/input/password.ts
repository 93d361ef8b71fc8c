import { usageFailure } from '../failure.ts';
import type { World } from '../world.ts';
import { readSecret } from './secret.ts';

/** Reads a new password; at a terminal twice, for it is typed unseen. */
export async function readNewPassword(world: World): Promise<string> {
  return readTwice(world, 'Password (12 characters or more): ');
}

/** Reads the password of somebody who has one. */
export async function readPassword(world: World): Promise<string> {
  return notEmpty(await readSecret(world, 'Password: '));
}

/** Reads the present password, where there is one, and a new one: on one line each where there is no terminal. */
export async function readPasswordChange(
  world: World,
  hasPassword: boolean,
): Promise<{ current: string | undefined; next: string }> {
  const prompt = 'New password (12 characters or more): ';
  if (!hasPassword) return { current: undefined, next: await readTwice(world, prompt) };
  if (world.stdin.isTTY) {
    return { current: await readSecret(world, 'Present password: '), next: await readTwice(world, prompt) };
  }
  const [current, next, ...rest] = (await readSecret(world, prompt)).split(/\r?\n/);
  if (current && next && rest.length === 0) return { current, next };
  throw usageFailure('standard input must hold two lines: the present password and the new one');
}

async function readTwice(world: World, prompt: string): Promise<string> {
  const password = notEmpty(await readSecret(world, prompt));
  if (world.stdin.isTTY && (await readSecret(world, 'Once more: ')) !== password) {
    throw usageFailure('the two passwords differ');
  }
  return password;
}

function notEmpty(password: string): string {
  if (password === '') throw usageFailure('no password came on standard input');
  return password;
}
