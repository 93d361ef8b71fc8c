import type { ExportEventsQuery } from '../../contract/events.ts';
import { parseId } from '../../contract/ids.ts';
import type { Range } from '../../d1/events/export.ts';
import type { EventFilter } from '../../d1/events/list.ts';
import type { EventRecord } from '../../d1/events/rows.ts';
import type { EventStore } from '../../d1/events.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';
import { readFilter } from './filter.ts';
import { viewEvent } from './view.ts';

export type ExportDeps = { events: Pick<EventStore, 'findRange' | 'readRange'> };

const PAGE_ROWS = 5_000;
/** One query looks at so many ids at most, however few of them the filter admits. */
const WINDOW_IDS = 50_000;
/** What is written at a time. */
const CHUNK_LINES = 250;

/**
 * The events of a filter as lines of JSON, by id from the first to the last that there is now. A page is read when the
 * one before has been taken, so that memory holds one, however long the trail. The first is read before this returns:
 * what fails later ends the lines with an error.
 */
export async function exportEvents(
  deps: ExportDeps,
  query: ExportEventsQuery,
): Promise<Result<AsyncGenerator<string, void>, Denial>> {
  const filter = readFilter(query);
  if (!filter.ok) return filter;
  const after = query.after === undefined ? 0 : parseId('evt', query.after);
  if (after === null) return deny({ reason: 'invalid', field: 'after', message: 'must be an event id, evt_…' });
  const pages = readPages(deps, filter.value, after, query.limit);
  const first = await pages.next();
  return ok(writeLines(first, pages));
}

async function* readPages(
  { events }: ExportDeps,
  filter: EventFilter,
  after: number,
  limit: number,
): AsyncGenerator<EventRecord[], void> {
  const range = await events.findRange(filter);
  let left = limit;
  let at = Math.max(after, range?.after ?? 0);
  while (range !== null && at < range.through && left > 0) {
    const window: Range = { after: at, through: Math.min(at + WINDOW_IDS, range.through) };
    const rows = await events.readRange(filter, window, Math.min(PAGE_ROWS, left));
    at = rows.at(-1)?.id ?? window.through;
    left -= rows.length;
    if (rows.length > 0) yield rows;
  }
}

async function* writeLines(
  first: IteratorResult<EventRecord[], void>,
  pages: AsyncGenerator<EventRecord[], void>,
): AsyncGenerator<string, void> {
  for (let page = first; !page.done; page = await pages.next()) {
    const rows = page.value;
    for (let start = 0; start < rows.length; start += CHUNK_LINES) {
      yield rows
        .slice(start, start + CHUNK_LINES)
        .map(toLine)
        .join('');
    }
  }
}

function toLine(record: EventRecord): string {
  return `${JSON.stringify(viewEvent(record))}\n`;
}
