import { eq, sql } from 'drizzle-orm';
import { failingAsStorage } from '../contract/storage-error.ts';
import { boundTo, clashedOn, type Database } from './database.ts';
import { type AuditEvent, eventRow } from './journal.ts';
import { deployment, users } from './schema.ts';
import { creation, type StoredSecret } from './tokens/create.ts';
import type { TokenRecord } from './tokens/record.ts';
import { findStandings, findUsers } from './users/find-many.ts';
import { otherAdminIsLeft } from './users/guards.ts';
import { listUsers } from './users/list.ts';
import type { UserRecord } from './users/record.ts';
import { removeUser } from './users/remove.ts';
import { findStanding } from './users/standing.ts';
import { changeUser, createUser } from './users/write.ts';

export type { UserRecord } from './users/record.ts';
export type UserStore = ReturnType<typeof createUserStore>;

/** People, and the one row that says whether this deployment has its first. */
export function createUserStore(db: Database) {
  const bound = boundTo(db);
  return failingAsStorage('users', {
    find: async (id: number) => (await db.select().from(users).where(eq(users.id, id)))[0] ?? null,
    findStanding: bound(findStanding),
    findMany: bound(findUsers),
    findStandings: bound(findStandings),
    list: bound(listUsers),
    create: bound(createUser),
    change: bound(changeUser),
    remove: bound(removeUser),
    /** Whether an enabled administrator is left besides this person. */
    hasOtherAdmin: async (id: number) => {
      const { left } = await db.get<{ left: number }>(sql`select ${otherAdminIsLeft(id)} as left`);
      return left === 1;
    },
    findDeployment: async () => (await db.select().from(deployment))[0] ?? null,
    setUp: (first: FirstUser) => setUp(db, first),
  });
}

export type FirstUser = {
  rootKeyId: string;
  /** Where the request that sets up came in: notices link there. */
  origin: string;
  user: UserRecord;
  token: TokenRecord;
  secret: StoredSecret;
  userEvent: AuditEvent;
  tokenEvent: AuditEvent;
};

/** Makes the first user and the first admin token, once: whoever comes second gets `done_before` and changes nothing. */
async function setUp(db: Database, first: FirstUser): Promise<'done' | 'done_before'> {
  const { rootKeyId, origin, user, token, secret, userEvent, tokenEvent } = first;
  try {
    await db.batch([
      db.insert(deployment).values({ id: 1, rootKeyId, origin, setUpAt: user.createdAt }),
      db.insert(users).values(user),
      eventRow(db, userEvent),
      ...creation(db, token, secret, tokenEvent),
    ]);
    return 'done';
  } catch (error) {
    if (clashedOn(error, 'deployment.id')) return 'done_before';
    throw error;
  }
}
