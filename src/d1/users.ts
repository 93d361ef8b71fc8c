import { eq } from 'drizzle-orm';
import { failingAsStorage } from '../contract/storage-error.ts';
import { clashedOn, type Database } from './database.ts';
import { type AuditEvent, eventRow } from './journal.ts';
import { deployment, users } from './schema.ts';
import { creation, type StoredSecret } from './tokens/create.ts';
import type { TokenRecord } from './tokens/record.ts';

export type UserRecord = typeof users.$inferSelect;
export type UserStore = ReturnType<typeof createUserStore>;

/** People, and the one row that says whether this deployment has its first. */
export function createUserStore(db: Database) {
  return failingAsStorage('users', {
    find: async (id: number) => (await db.select().from(users).where(eq(users.id, id)))[0] ?? null,
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
