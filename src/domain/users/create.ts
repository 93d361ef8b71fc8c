import { formatId, makeKey } from '../../contract/ids.ts';
import type { CreateUserBody } from '../../contract/people.ts';
import { StorageError } from '../../contract/storage-error.ts';
import { hashPassword } from '../../crypto/password.ts';
import { random12Bits } from '../../crypto/random.ts';
import type { UserRecord, UserStore } from '../../d1/users.ts';
import { type Caller, eventBy } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';
import { emailTaken } from './email-taken.ts';
import { noSuchRole, readRootRole } from './root-role.ts';
import { viewUser } from './view.ts';

type Deps = { users: Pick<UserStore, 'create'>; nowMs: number };

/** Two people of one millisecond draw the same id once in 4,096 times. */
const MAX_DRAWS = 5;

/** Makes a person. Denies with `invalid` a role that may not be given, with `conflict` a mail address of another. */
export async function createUser(
  deps: Deps,
  caller: Caller,
  body: CreateUserBody,
): Promise<Result<UserRecord, Denial>> {
  const role = readRootRole(body.role);
  if (!role.ok) return role;
  const createdAt = Math.floor(deps.nowMs / 1000);
  const passwordHash = body.password === undefined ? null : await hashPassword(body.password);
  const { email, name } = body;
  const fields = { version: 1, email, name, passwordHash, role: role.value.name, createdAt, disabledAt: null };
  for (let draw = 0; draw < MAX_DRAWS; draw += 1) {
    const user = { ...fields, id: makeKey(deps.nowMs, random12Bits()) };
    const event = eventBy(caller, createdAt, {
      action: 'user.created',
      target: formatId('usr', user.id),
      after: viewUser(user),
    });
    const outcome = await deps.users.create(user, role.value, event);
    if (outcome === 'created') return ok(user);
    if (outcome === 'email_taken') return deny(emailTaken(email));
    if (outcome === 'no_role') return deny(noSuchRole(role.value.name));
  }
  throw new StorageError(`no person could be made in ${MAX_DRAWS} draws`);
}
