import type { ListPropertiesQuery, Property } from '../../contract/properties.ts';
import type { PropertyStore } from '../../d1/properties.ts';
import type { Caller } from '../caller.ts';
import { nextIdCursor, readIdCursor } from '../cursor.ts';
import type { Denial } from '../denial.ts';
import { principalOf, projectsWhere } from '../people/decide.ts';
import { ok, type Result } from '../result.ts';
import { viewProperty } from './view.ts';

type Page = { items: Property[]; total: number; nextCursor: string | null };

/** One page of the properties that the caller may see, latest first, and how many there are. */
export async function listProperties(
  { properties }: { properties: Pick<PropertyStore, 'list'> },
  caller: Caller,
  { project, limit, cursor }: ListPropertiesQuery,
): Promise<Result<Page, Denial>> {
  const before = readIdCursor(cursor);
  if (!before.ok) return before;
  const seen = projectsWhere(principalOf(caller.token), 'property:read');
  const projects = project === undefined ? seen : seen === null || seen.includes(project) ? [project] : [];
  const { items, total } = await properties.list(projects, before.value, limit + 1);
  const nextCursor = nextIdCursor(
    items.map(({ property }) => property),
    limit,
  );
  return ok({ items: items.slice(0, limit).map(viewProperty), total, nextCursor });
}
