import { z } from 'zod';
import type { ListVersionsQuery, PropertyVersion } from '../../contract/properties.ts';
import type { PropertyStore } from '../../d1/properties.ts';
import type { Caller } from '../caller.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';
import { findProperty, findVersion } from './find.ts';
import { type ValidateDeps, validate } from './validate.ts';
import { viewVersion, viewVersionRow } from './view.ts';

type ShowDeps = ValidateDeps & { properties: Pick<PropertyStore, 'find' | 'findVersion'> };

/** A version with its document, and what is to be said of it now. DNS is asked when it is saved, and when it is activated. */
export async function showVersion(
  deps: ShowDeps,
  caller: Caller,
  id: string,
  version: string,
): Promise<Result<PropertyVersion, Denial>> {
  const found = await findVersion(deps, caller, id, version, 'read');
  if (!found.ok) return found;
  const { property, active, version: record } = found.value;
  const findings = await validate(deps, property, record.document, { environment: null, names: false });
  return ok(viewVersion(record, active, findings));
}

type Page = { items: ReturnType<typeof viewVersionRow>[]; nextCursor: string | null };
const Position = z.tuple([z.number().int()]);

/** One page of the versions of a property, latest first. */
export async function listVersions(
  { properties }: { properties: Pick<PropertyStore, 'find' | 'listVersions'> },
  caller: Caller,
  id: string,
  { limit, cursor }: ListVersionsQuery,
): Promise<Result<Page, Denial>> {
  const found = await findProperty({ properties }, caller, id, 'read');
  if (!found.ok) return found;
  const before = cursor === undefined ? null : Position.safeParse(decodeCursor(cursor));
  if (before?.success === false) {
    return deny({ reason: 'invalid', field: 'cursor', message: 'must be the nextCursor of the page before' });
  }
  const { property, active } = found.value;
  const rows = await properties.listVersions(property.id, before?.data[0] ?? Number.MAX_SAFE_INTEGER, limit + 1);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return ok({
    items: rows.slice(0, limit).map((row) => viewVersionRow(row, active)),
    nextCursor: last ? encodeCursor([last.version]) : null,
  });
}
