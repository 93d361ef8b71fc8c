import { z } from 'zod';
import type { Event, ListEventsQuery, TokenEventsQuery } from '../../contract/events.ts';
import { parseId } from '../../contract/ids.ts';
import type { Before, EventFilter } from '../../d1/events/list.ts';
import type { EventStore } from '../../d1/events.ts';
import type { TokenRecord } from '../../d1/tokens/record.ts';
import type { TokenStore } from '../../d1/tokens.ts';
import type { Caller } from '../caller.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import type { Denial } from '../denial.ts';
import { decide, principalOf } from '../people/decide.ts';
import { deny, ok, type Result } from '../result.ts';
import type { SurroundingsDeps } from '../tokens/authority.ts';
import { authorize, owns } from '../tokens/authorize.ts';
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
  deps: ListEventsDeps & SurroundingsDeps & { tokens: Pick<TokenStore, 'find'> },
  caller: Caller,
  id: string,
  query: TokenEventsQuery,
): Promise<Result<EventPage, Denial>> {
  if (parseId('tok', id) === null) return deny({ reason: 'not_found' });
  const record = await findToken(deps, id);
  const denial = await refuseTrail(deps, caller, record);
  if (denial) return deny(denial);
  const page = await readPage(deps, { target: id }, query);
  return page.ok && page.value.items.length === 0 && !record ? deny({ reason: 'not_found' }) : page;
}

/** The trail of a token is for its owner, and for who may see it and read the trail of one of its projects. */
async function refuseTrail(deps: SurroundingsDeps, caller: Caller, record: TokenRecord | null): Promise<Denial | null> {
  const principal = principalOf(caller.token);
  const places = record && !record.projects.includes('*') ? record.projects.map((project) => ({ project })) : [];
  const decisions = ['everywhere' as const, ...places].map((where) =>
    decide(principal, { permission: 'event:read', where }),
  );
  // Only the trail is left of a purged one: whose it was is not known any more.
  if (!record) return decisions.some(({ allowed }) => allowed) ? null : { reason: 'not_found' };
  const unseen = await authorize(deps, caller, record, 'read');
  if (unseen || owns(principal, record) || decisions.some(({ allowed }) => allowed)) return unseen;
  const refused = decisions.find((decision) => !decision.allowed);
  return refused && !refused.allowed ? { reason: 'insufficient_scope', need: refused.need } : null;
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
