import { and, eq, inArray, isNotNull, ne, type SQL, sql } from 'drizzle-orm';
import { type Database, messageOf, stopUnlessChanged } from '../database.ts';
import { type AuditEvent, epochRow, eventRow, outboxRow, peopleChanged } from '../journal.ts';
import { mastersRevoked } from '../members/master.ts';
import { accessKeyLookups, accessKeyRequests, members, projects, secrets, tokenFacets, tokens } from '../schema.ts';
import { committed, liveTokensNaming, trustsNaming } from './guard.ts';

/** A project's end: its audit row, that of its members' master tokens where it has members, and of a detachment. */
export type ProjectEnd = { event: AuditEvent; masters: AuditEvent | null; detached: AuditEvent | null };

/**
 * Deletes a project that has no namespaces, access keys or properties and trusts no issuer, with its members and their
 * master tokens, and with the records of what its access keys were. No live token may name it, or with `detached` it is
 * taken out of every token that does: a list that loses its last project grants nothing.
 *
 * However many tokens there are, the feed and the outbox get one row for them, and one for people. D1 stops a batch after 30 s: some millions of tokens.
 */
export async function deleteProject(db: Database, id: string, end: ProjectEnd): Promise<'deleted' | 'refused'> {
  const { event, masters, detached } = end;
  try {
    const done = await committed(
      db.batch([
        eventRow(db, event),
        ...(masters ? endMembers(db, id, masters) : []),
        ...(detached ? detachment(db, id, detached) : []),
        // They name it without a reference: who makes a project of this name again is shown none of them.
        db.delete(accessKeyRequests).where(eq(accessKeyRequests.project, id)),
        db.delete(accessKeyLookups).where(eq(accessKeyLookups.project, id)),
        db.delete(projects).where(isUnused(id, event.at)),
        stopUnlessChanged(db),
        ...peopleChanged(db, event.at),
      ]),
    );
    return done ? 'deleted' : 'refused';
  } catch (error) {
    // Somebody was added in between.
    if (messageOf(error).includes('FOREIGN KEY constraint failed')) return 'refused';
    throw error;
  }
}

/** What keeps a project from being deleted. */
export async function countProjectUses(
  db: Database,
  id: string,
  nowSeconds: number,
): Promise<Record<'namespaces' | 'tokens' | 'trusts' | 'accessKeys' | 'properties' | 'members', number>> {
  return db.get(sql`select
    (select count(*) from namespaces where project = ${id}) as namespaces,
    (select count(*) ${liveTokensNaming(`project:${id}`, nowSeconds)} and t.type <> 'master') as tokens,
    (select count(*) ${trustsNaming('projects', id)}) as trusts,
    (select count(*) from access_keys where project = ${id}) as accessKeys,
    (select count(*) from properties where project = ${id}) as properties,
    (select count(*) from members where project = ${id}) as members`);
}

function isUnused(id: string, nowSeconds: number): SQL | undefined {
  return and(
    eq(projects.id, id),
    sql`not exists (select 1 from namespaces where project = ${id})`,
    sql`not exists (select 1 ${liveTokensNaming(`project:${id}`, nowSeconds)})`,
    sql`not exists (select 1 ${trustsNaming('projects', id)})`,
    sql`not exists (select 1 from access_keys where project = ${id})`,
    sql`not exists (select 1 from properties where project = ${id})`,
  );
}

function endMembers(db: Database, id: string, event: AuditEvent) {
  return [
    mastersRevoked(db, id, event.at),
    db.delete(members).where(eq(members.project, id)),
    eventRow(db, event),
  ] as const;
}

/** Takes a project out of every token that names it; the facet says which they were, for the walk that tells KV. */
function detachment(db: Database, id: string, event: AuditEvent) {
  const naming = db
    .select({ id: tokenFacets.tokenId })
    .from(tokenFacets)
    .where(eq(tokenFacets.facet, `project:${id}`));
  const left = sql`(select json_group_array(value) from json_each(${tokens.projects}) where value <> ${id})`;
  return [
    db
      .update(tokens)
      .set({ version: sql`${tokens.version} + 1`, projects: left })
      .where(and(inArray(tokens.id, naming), ne(tokens.type, 'master'))),
    // What a signed token says of its projects is true no longer: its holder gets another by refreshing it.
    db
      .update(secrets)
      .set({ endsAt: event.at })
      .where(
        and(
          inArray(secrets.tokenId, naming),
          isNotNull(secrets.statusList),
          sql`coalesce(${secrets.endsAt}, ${event.at} + 1) > ${event.at}`,
        ),
      ),
    db
      .update(tokenFacets)
      .set({ facet: `former-project:${id}` })
      .where(eq(tokenFacets.facet, `project:${id}`)),
    eventRow(db, event),
    epochRow(db, { project: id }, event.at),
    outboxRow(db, 'epoch', 0, event.at, { formerProject: id }),
  ] as const;
}
