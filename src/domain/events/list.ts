import { z } from 'zod';
import type { Event, ListEventsQuery, TokenEventsQuery } from '../../contract/events.ts';
import { parseId } from '../../contract/ids.ts';
import type { Before, EventFilter } from '../../d1/events/list.ts';
import type { EventStore } from '../../d1/events.ts';
import type { TokenStore } from '../../d1/tokens.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';
import { findToken } from '../tokens/change.ts';
import { readFilter } from './filter.ts';
import { viewEvent } from './view.ts';

export type ListEventsDeps = { events: Pick<EventStore, 'list'> };
export type EventPage = { items: Event[]; nextCursor: string | null };

/** A cursor is where a page ended: the last row's second and id. */
const Cursor = z.tuple([z.number().int(), z.number().int()]);

/** One page of the audit trail, newest first. */
export async function listEvents(deps: ListEventsDeps, query: ListEventsQuery): Promise<Result<EventPage, Denial>> {
  const filter = readFilter(query);
  return filter.ok ? readPage(deps, filter.value, query) : filter;
}

/** One page of what happened to a token, newest first; also after it was purged, while the trail tells of it. */
export async function listTokenEvents(
  deps: ListEventsDeps & { tokens: Pick<TokenStore, 'find'> },
  id: string,
  query: TokenEventsQuery,
): Promise<Result<EventPage, Denial>> {
  if (parseId('tok', id) === null) return deny({ reason: 'not_found' });
  const page = await readPage(deps, { target: id }, query);
  if (!page.ok || page.value.items.length > 0 || (await findToken(deps, id))) return page;
  return deny({ reason: 'not_found' });
}

async function readPage(
  { events }: ListEventsDeps,
  filter: EventFilter,
  query: TokenEventsQuery,
): Promise<Result<EventPage, Denial>> {
  const before = readCursor(query);
  if (!before.ok) return before;
  const { items, next } = await events.list(filter, query.limit, before.value);
  return ok({ items: items.map(viewEvent), nextCursor: next && encodeCursor([next.at, next.id]) });
}

function readCursor({ cursor }: TokenEventsQuery): Result<Before | null, Denial> {
  if (cursor === undefined) return ok(null);
  const read = Cursor.safeParse(decodeCursor(cursor));
  if (read.success) return ok({ at: read.data[0], id: read.data[1] });
  return deny({ reason: 'invalid', field: 'cursor', message: 'must be the nextCursor of a list of events' });
}
