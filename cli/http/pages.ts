import { Failure } from '../failure.ts';
import type { PagingOptions } from '../options/paging.ts';
import type { Session } from '../session.ts';
import type { Query } from './call.ts';
import { type Answer, type Schema, send } from './send.ts';

export type Page<Item> = { items: Item[]; total?: number | null | undefined; nextCursor: string | null };

/** One page, or with `--all` every page joined into one. */
export async function readPages<Item>(
  session: Session,
  request: { path: string; query: Query; largestLimit: number },
  paging: PagingOptions,
  schema: Schema<Page<Item>>,
): Promise<Answer<Page<Item>>> {
  const limit = paging.limit ?? (paging.all ? request.largestLimit : undefined);
  const read = (cursor: string | undefined) =>
    send(session, { method: 'GET', path: request.path, query: { ...request.query, limit, cursor } }, schema);
  const first = await read(paging.cursor);
  if (!paging.all) return first;
  const pages = [first];
  const seen = new Set<string>();
  for (let cursor = first.value.nextCursor; cursor !== null; ) {
    if (seen.has(cursor))
      throw new Failure(['the server gave the same page twice; the list cannot be read to its end']);
    seen.add(cursor);
    const page = await read(cursor);
    pages.push(page);
    cursor = page.value.nextCursor;
  }
  return join(pages, first.value.total);
}

function join<Item>(pages: Answer<Page<Item>>[], total: number | null | undefined): Answer<Page<Item>> {
  const rest = { ...(total === undefined ? {} : { total }), nextCursor: null };
  const rawItems = pages.flatMap(({ raw }) => (JSON.parse(raw) as { items: unknown[] }).items);
  return {
    raw: JSON.stringify({ items: rawItems, ...rest }),
    value: { items: pages.flatMap(({ value }) => value.items), ...rest },
  };
}
