import type { PatchSelfBody } from '../../contract/people.ts';
import { hashPassword } from '../../crypto/password.ts';
import type { UserRecord } from '../../d1/users.ts';
import type { Caller } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { deny, type Result } from '../result.ts';
import { type AttemptDeps, countAttempt, forgiveAttempt } from '../sign-in/attempts.ts';
import { type ChangeUserDeps, changeUser } from './change.ts';

type Deps = ChangeUserDeps &
  AttemptDeps & {
    /** Costs 0.2 s of CPU. */
    verifyPassword: (password: string, kept: string) => Promise<boolean>;
  };

/**
 * Changes one's own name or password. The first password is an administrator's to give: else whoever finds a token
 * that ends could make themselves a way in that does not.
 */
export async function patchSelf(
  deps: Deps,
  caller: Caller,
  { name, password, currentPassword }: PatchSelfBody,
): Promise<Result<UserRecord, Denial>> {
  const id = caller.token.owner?.id;
  const user = id === undefined ? null : await deps.users.find(id);
  if (!user) return deny({ reason: 'not_found' });
  if (password !== undefined) {
    const refusal = await refuseImpostor(deps, caller, user, currentPassword);
    if (refusal) return deny(refusal);
  }
  const known = user.passwordHash;
  const passwordHash = password === undefined ? undefined : await hashPassword(password);
  const result = await changeUser(deps, caller, user.id, (from) => ({
    ...(name !== undefined && { name }),
    // Another password than the one that was shown: whoever set it meanwhile has the last word.
    ...(passwordHash !== undefined && from.passwordHash === known && { passwordHash }),
  }));
  if (!result.ok || passwordHash === undefined || result.value.passwordHash === passwordHash) return result;
  return deny({ reason: 'conflict', message: 'the password was changed by somebody else in between' });
}

/** Tries here count like tries to sign in: whoever found a token guesses no more often than anybody else. */
async function refuseImpostor(
  deps: Deps,
  { address }: Caller,
  { email, passwordHash }: UserRecord,
  current: string | undefined,
): Promise<Denial | null> {
  if (passwordHash === null) {
    return { reason: 'conflict', message: 'there is no password to replace; an administrator sets the first one' };
  }
  if (current === undefined) {
    return { reason: 'invalid', field: 'currentPassword', message: 'is needed to replace the password' };
  }
  const tooMany = await countAttempt(deps, { email, address });
  if (tooMany) return tooMany;
  if (!(await deps.verifyPassword(current, passwordHash))) {
    return { reason: 'invalid', field: 'currentPassword', message: 'is not the present password' };
  }
  await forgiveAttempt(deps, { email, address });
  return null;
}
