import { type SQL, sql } from 'drizzle-orm';
import { lostTheRace } from '../database.ts';

/** Whether a guarded batch committed; false when `stopUnlessChanged` stopped it and nothing happened. */
export async function committed(batch: Promise<unknown>): Promise<boolean> {
  try {
    await batch;
    return true;
  } catch (error) {
    if (lostTheRace(error)) return false;
    throw error;
  }
}

/** The `from …` of all trusted issuers whose tokens would be for a project, or an environment: enabled or not. */
export function trustsNaming(column: 'projects' | 'environments', name: string): SQL {
  const names = column === 'projects' ? sql`i.projects` : sql`i.environments`;
  return sql`from trusted_issuers i where exists (select 1 from json_each(${names}) where value = ${name})`;
}

/**
 * The `from …` of all tokens that name a facet (and one of `also`, where given) and have neither been revoked nor
 * expired. Streams from the facet index, so that `exists` stops at the first.
 */
export function liveTokensNaming(facet: string, nowSeconds: number, also: readonly string[] = []): SQL {
  const both =
    also.length === 0
      ? sql``
      : sql`and exists (
    select 1 from token_facets b where b.token_id = t.id and b.facet in ${also})`;
  return sql`from token_facets f join tokens t on t.id = f.token_id
    where f.facet = ${facet} and t.revoked_at is null and t.expires_at > ${nowSeconds} ${both}`;
}
