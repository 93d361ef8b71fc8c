import { z } from 'zod';
import type { PageOnlyQuery } from '../../contract/people.ts';
import type { MemberRecord } from '../../d1/members/find.ts';
import type { MemberStore } from '../../d1/members.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import type { Denial } from '../denial.ts';
import type { PlacePage } from '../places/pages.ts';
import { deny, ok, type Result } from '../result.ts';

/** A cursor is the id of the last person of the page before. */
const Cursor = z.tuple([z.number().int()]);
/** Sorts before every id. */
const START = -1;

/** One page of a project's people, by id, and how many it has in all. */
export async function listMembers(
  deps: { members: Pick<MemberStore, 'list'> },
  project: string,
  { limit, cursor }: PageOnlyQuery,
): Promise<Result<PlacePage<MemberRecord>, Denial>> {
  const after = cursor === undefined ? null : Cursor.safeParse(decodeCursor(cursor));
  if (after?.success === false) {
    return deny({ reason: 'invalid', field: 'cursor', message: 'must be the nextCursor of a list' });
  }
  const page = await deps.members.list(project, limit, after?.data[0] ?? START);
  if (!page) return deny({ reason: 'not_found' });
  const last = page.more ? page.items.at(-1) : undefined;
  const nextCursor = last === undefined ? null : encodeCursor([last.userId]);
  return ok({ items: page.items, total: page.total, nextCursor });
}
