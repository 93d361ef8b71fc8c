import { eq, type SQL, sql } from 'drizzle-orm';
import type { Epoch, WalkScope } from '../contract/token-copy.ts';
import type { Database } from './database.ts';
import { insertMany } from './insert-many.ts';
import { changes, events, outbox, properties, propertyHostnames, users } from './schema.ts';

/** An audit row: who did what to which thing. `before` and `after` never hold a secret. */
export type AuditEvent = {
  at: number;
  actor: string;
  action: string;
  target: string;
  project: string | null;
  before: object | null;
  after: object | null;
  address: string | null;
  userAgent: string | null;
  requestId: string;
};

/** What the signature of an audit row covers: every column that it is inserted with. */
export type EventContent = Omit<AuditEvent, 'before' | 'after'> & { before: string | null; after: string | null };

/** The statement that records an event, signed; it belongs in the batch of the change itself. */
export function eventRow(db: Database, event: AuditEvent) {
  const row = contentRow(event);
  return db.insert(events).values({ ...row, signature: db.signEvent(contentOf(row)) });
}

function contentRow(event: AuditEvent): EventContent {
  return {
    ...event,
    before: event.before && JSON.stringify(event.before),
    after: event.after && JSON.stringify(event.after),
    // Cut at a length, it may end in half a character, which the database would not give back as it was.
    userAgent: event.userAgent?.toWellFormed() ?? null,
  };
}

/** The same, but only where the statement just before it in the batch changed a row. */
export function eventRowIfChanged(db: Database, event: AuditEvent) {
  const row = contentRow(event);
  const { at, actor, action, target, project, before, after, address, userAgent, requestId } = row;
  const signature = db.signEvent(contentOf(row));
  return db
    .insert(events)
    .select(sql`select null, ${at}, ${actor}, ${action}, ${target}, ${project}, ${before}, ${after},
    ${address}, ${userAgent}, ${requestId}, ${signature}, null, null where changes() > 0`);
}

/** The statement that records many events, each signed. */
export function eventRows(db: Database, all: readonly AuditEvent[]) {
  const rows = all.map((event) => {
    const row = contentRow(event);
    return { ...row, signature: db.signEvent(contentOf(row)) };
  });
  return insertMany(db, events, rows);
}

/** The content of an audit row in one form only. */
export function contentOf(row: EventContent): string {
  const { at, actor, action, target, project, before, after, address, userAgent, requestId } = row;
  return JSON.stringify([at, actor, action, target, project, before, after, address, userAgent, requestId]);
}

/** The statements that make a changed token known: to KV by the outbox, to every isolate by the feed. */
export function tokenChanged(db: Database, id: number, version: number, at: number) {
  return [outboxRow(db, 'token', id, at), db.insert(changes).values({ at, kind: 'token', key: id, version })] as const;
}

/** The statement that owes KV a publication. A new token needs only this: no older copy of it can exist. */
export function outboxRow(db: Database, kind: 'token' | 'epoch', key: number, at: number, scope?: WalkScope) {
  return db.insert(outbox).values({ kind, key, createdAt: at, claimedUntil: 0, scope });
}

/** The feed's row for a bulk change: one, however many tokens it concerns. */
export function epochRow(db: Database, epoch: Epoch, at: number) {
  return db.insert(changes).values({ at, kind: 'epoch', key: 0, version: 0, epoch });
}

/**
 * The statements that make a change of a person, of their roles or groups known: the person's version grows, and
 * copies of their tokens with an older one are no longer believed.
 */
export function userChanged(db: Database, userId: number, at: number) {
  const row = sql`select null, ${at}, 'user', id, version, null from ${users} where id = ${userId}`;
  return [
    db
      .update(users)
      .set({ version: sql`${users.version} + 1` })
      .where(eq(users.id, userId)),
    db.insert(changes).select(row),
    outboxRow(db, 'epoch', 0, at, { ownerId: userId }),
  ] as const;
}

/** The same for what concerns many people at once: a custom role, the guard of a namespace, a project's end. */
export function peopleChanged(db: Database, at: number) {
  return [epochRow(db, { people: true }, at), outboxRow(db, 'epoch', 0, at, { people: true })] as const;
}

/**
 * The statements that make a change of properties known: of what is active, or of the key that they sign with. Each one's
 * `change` grows, and KV is owed the routes of all hostnames that it has at this point of the batch. `which`: a query for
 * ids, asked in the same batch, so that what is activated meanwhile is among them.
 */
export function propertiesChanged(db: Database, which: SQL | readonly number[], at: number) {
  const ids = Array.isArray(which) ? sql`select value from json_each(${JSON.stringify(which)})` : sql`${which}`;
  const change = sql`json_object('id', ${properties.id}, 'change', ${properties.change})`;
  return [
    db
      .update(properties)
      .set({ change: sql`${properties.change} + 1` })
      .where(sql`${properties.id} in (${ids})`),
    db.insert(changes).select(
      sql`select null, ${at}, 'epoch', 0, 0, json_object('property', ${change})
        from ${properties} where ${properties.id} in (${ids})`,
    ),
    db.insert(outbox).select(
      sql`select null, 'epoch', 0, ${at}, 0,
          json_object('property', ${change}, 'hostnames', json_group_array(${propertyHostnames.hostname}))
        from ${propertyHostnames} join ${properties} on ${properties.id} = ${propertyHostnames.propertyId}
        where ${properties.id} in (${ids}) group by ${properties.id}`,
    ),
  ] as const;
}
