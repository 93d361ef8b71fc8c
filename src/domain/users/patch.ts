import { parseId } from '../../contract/ids.ts';
import type { PatchUserBody } from '../../contract/people.ts';
import { hashPassword } from '../../crypto/password.ts';
import type { UserRecord } from '../../d1/users.ts';
import type { Caller } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { deny, type Result } from '../result.ts';
import { type ChangeUserDeps, changeUser } from './change.ts';

/**
 * Changes a person. Disabled, every token of theirs is refused until they are enabled again. Denies with `conflict` a
 * mail address of another, and whatever would leave no administrator.
 */
export async function patchUser(
  deps: ChangeUserDeps,
  caller: Caller,
  id: string,
  body: PatchUserBody,
): Promise<Result<UserRecord, Denial>> {
  const key = parseId('usr', id);
  if (key === null) return deny({ reason: 'not_found' });
  const { password, enabled } = body;
  // Hashed once, not with every try.
  const passwordHash = typeof password === 'string' ? await hashPassword(password) : password;
  const disabledAt = Math.floor(deps.nowMs / 1000);
  return changeUser(deps, caller, key, (from) => ({
    email: body.email ?? from.email,
    name: body.name ?? from.name,
    role: body.role ?? from.role,
    ...(passwordHash !== undefined && { passwordHash }),
    ...(enabled !== undefined && { disabledAt: enabled ? null : (from.disabledAt ?? disabledAt) }),
  }));
}
