import { UNMATCHED_HASH } from '../../crypto/password.ts';
import type { SignInStore } from '../../d1/sign-in.ts';
import type { Caller } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { standInFor } from '../people/stand-in.ts';
import { deny, ok, type Result } from '../result.ts';
import { type AttemptDeps, countAttempt, forgiveAttempt } from './attempts.ts';

export type SignInDeps = AttemptDeps & {
  signIns: Pick<SignInStore, 'find' | 'count' | 'forgive'>;
  /** The platform's limiter by address, in front of storage; false: it has seen too many. */
  limitSignIn: (address: string) => Promise<boolean>;
  /** Costs 0.2 s of CPU. */
  verifyPassword: (password: string, kept: string) => Promise<boolean>;
};

export type Credentials = { email: string; password: string };
export type From = Omit<Caller, 'token'>;

const FLOOD_WAIT_SECONDS = 60;

/**
 * Signs a person in by mail address and password, for one request: the caller stands for the person as one of their
 * personal tokens would.
 *
 * Flood by address? → one attempt too many, by account or address? → password. A mail address that nobody has, a person
 * without a password and one who is disabled are asked the same of storage and cost the same hash as a wrong password, and
 * get the same answer, so that nobody learns who is here.
 */
export async function signIn(
  deps: SignInDeps,
  from: From,
  { email, password }: Credentials,
): Promise<Result<Caller, Denial>> {
  if (!(await deps.limitSignIn(from.address ?? 'unknown'))) {
    return deny({ reason: 'too_many_failures', retryAfterSeconds: FLOOD_WAIT_SECONDS });
  }
  const tried = { email, address: from.address };
  const tooMany = await countAttempt(deps, tried);
  if (tooMany) return deny(tooMany);
  const person = await deps.signIns.find(email);
  const right = await deps.verifyPassword(password, person?.passwordHash ?? UNMATCHED_HASH);
  if (!person?.passwordHash || person.disabledAt !== null || !right) return deny({ reason: 'wrong_password' });
  await forgiveAttempt(deps, tried);
  return ok({ ...from, token: standInFor(person) });
}
