import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { environments, namespaces } from '../schema.ts';

/** What items need to know of where they lie. */
export type Space = { environmentExists: boolean; namespace: { retentionDays: number } | null };

/** Whether a namespace and an environment exist, and how long the namespace keeps its items. One round trip. */
export async function findSpace(
  db: Database,
  { project, namespace, environment }: { project: string; namespace: string; environment: string },
): Promise<Space> {
  const [namespaceRows, environmentRows] = await db.batch([
    db
      .select({ retentionDays: namespaces.retentionDays })
      .from(namespaces)
      .where(and(eq(namespaces.project, project), eq(namespaces.name, namespace))),
    db.select({ found: sql`1` }).from(environments).where(eq(environments.id, environment)),
  ]);
  return { environmentExists: environmentRows.length > 0, namespace: namespaceRows[0] ?? null };
}
