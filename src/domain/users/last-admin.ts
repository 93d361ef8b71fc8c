import type { UserRecord, UserStore } from '../../d1/users.ts';
import type { Denial } from '../denial.ts';

/** Whether a person is an administrator who is let in. */
export function administers({ role, disabledAt }: Pick<UserRecord, 'role' | 'disabledAt'>): boolean {
  return role === 'admin' && disabledAt === null;
}

/** Refuses to take the last administrator away. The statement that would do it holds this too: see `d1/users/guards.ts`. */
export async function refuseLastAdmin(
  deps: { users: Pick<UserStore, 'hasOtherAdmin'> },
  user: UserRecord,
): Promise<Denial | null> {
  if (!administers(user) || (await deps.users.hasOtherAdmin(user.id))) return null;
  const message = 'the last enabled administrator is neither disabled, removed nor given another role';
  return { reason: 'conflict', message };
}
