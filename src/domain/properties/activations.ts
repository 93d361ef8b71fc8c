import { parseId } from '../../contract/ids.ts';
import type { Activation, ListActivationsQuery } from '../../contract/properties.ts';
import type { PropertyStore } from '../../d1/properties.ts';
import type { Caller } from '../caller.ts';
import { nextIdCursor, readIdCursor } from '../cursor.ts';
import type { Denial } from '../denial.ts';
import { ok, type Result } from '../result.ts';
import { findProperty } from './find.ts';
import { viewActivation } from './view.ts';

type Page = { items: Activation[]; nextCursor: string | null };

/** One page of what was activated and deactivated of a property, latest first. */
export async function listActivations(
  { properties }: { properties: Pick<PropertyStore, 'find' | 'listActivations'> },
  caller: Caller,
  propertyId: string,
  { id, environment, limit, cursor }: ListActivationsQuery,
): Promise<Result<Page, Denial>> {
  const found = await findProperty({ properties }, caller, propertyId, 'read');
  if (!found.ok) return found;
  const before = readIdCursor(cursor);
  if (!before.ok) return before;
  const { property, active } = found.value;
  const only = id === undefined ? null : parseId('atv', id);
  if (id !== undefined && only === null) return ok({ items: [], nextCursor: null });
  const by = { propertyId: property.id, id: only, environment: environment ?? null };
  const rows = await properties.listActivations(by, before.value, limit + 1);
  return ok({
    items: rows.slice(0, limit).map((row) => viewActivation(property, row, active)),
    nextCursor: nextIdCursor(rows, limit),
  });
}
