import type { ListEventsQuery } from '../../contract/events.ts';
import { parseInstant } from '../../contract/expiry.ts';
import type { EventFilter } from '../../d1/events/list.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';

type FilterQuery = Pick<ListEventsQuery, 'actor' | 'action' | 'target' | 'project' | 'since' | 'until'>;

/** What a query asks of events. */
export function readFilter(query: FilterQuery): Result<EventFilter, Denial> {
  const { actor, action, target, project } = query;
  const since = query.since === undefined ? undefined : readTime(query.since);
  if (Number.isNaN(since)) return denyTime('since');
  const until = query.until === undefined ? undefined : readTime(query.until);
  if (Number.isNaN(until)) return denyTime('until');
  return ok({ actor, action, target, project, since, until });
}

/** Reads a time, RFC 3339, or a day, which stands for its first second, UTC; `NaN` when it is neither. */
export function readTime(text: string): number {
  return parseInstant(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text);
}

function denyTime(field: 'since' | 'until') {
  return deny<Denial>({ reason: 'invalid', field, message: 'must be a time, RFC 3339, or a day, YYYY-MM-DD' });
}
