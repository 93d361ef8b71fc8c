import type { PasswordTokenBody } from '../../contract/sign-in.ts';
import { actorName, type Caller } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { deny } from '../result.ts';
import { type CreateDeps, createToken } from '../tokens/create.ts';
import type { Lifetimes } from '../tokens/types.ts';

export type PasswordTokenDeps = CreateDeps & {
  /** How long the token lives where the body does not say. */
  passwordTokenHours: number;
};

const NAME = 'signed in with a password';

/** Makes a personal token of whoever signed in, and of nobody else, whatever they may do: see {@link createToken}. */
export async function createPasswordToken(
  deps: PasswordTokenDeps,
  caller: Caller,
  body: PasswordTokenBody,
): ReturnType<typeof createToken> {
  const denial = refuseOther(caller, body);
  if (denial) return deny(denial);
  const { name = NAME, expires = `${lifeHours(deps.passwordTokenHours, deps.lifetimes)}h` } = body;
  return createToken(deps, caller, { ...body, type: 'personal', name, expires });
}

function refuseOther(caller: Caller, { owner }: PasswordTokenBody): Denial | null {
  if (owner === undefined || owner === actorName(caller.token)) return null;
  return { reason: 'invalid', field: 'owner', message: 'a password makes tokens for nobody but its own person' };
}

/** The setting, within what the deployment allows personal tokens at all. */
function lifeHours(hours: number, { personal }: Lifetimes): number {
  return Math.min(hours, (personal?.maxDays ?? Number.POSITIVE_INFINITY) * 24);
}
