import { STATUS_LIST_SIZE } from '../../contract/signed-tokens.ts';
import { compressStatusList, emptyStatusList, markInvalid } from '../../crypto/status-list.ts';
import type { InvalidKind, InvalidRow } from '../../d1/status-lists/invalid.ts';
import type { StatusListStore } from '../../d1/status-lists.ts';

export type BuildDeps = { statusLists: Pick<StatusListStore, 'findInvalid' | 'findNextEnd'>; nowMs: number };

/** The `lst` of a status list, and the second from which time alone makes it wrong; null: none is in sight. */
export type BuiltList = { lst: string; nextEndAt: number | null };

const KINDS: readonly InvalidKind[] = ['stopped', 'replaced', 'owner_disabled'];
/** Some 300 kB of an answer: with the bits themselves all that a list takes, however many tokens are in it. */
const PAGE_ROWS = 5_000;

/** Reads a status list from the tokens that are in it: page by page, into one array of bits. */
export async function buildStatusList({ statusLists, nowMs }: BuildDeps, list: number): Promise<BuiltList> {
  const nowSeconds = Math.floor(nowMs / 1000);
  const bits = emptyStatusList(STATUS_LIST_SIZE);
  for (const kind of KINDS) {
    let after: InvalidRow | null = null;
    for (let full = true; full; ) {
      const rows: InvalidRow[] = await statusLists.findInvalid({ list, kind, nowSeconds, after, limit: PAGE_ROWS });
      for (const { index } of rows) markInvalid(bits, index);
      after = rows.at(-1) ?? null;
      full = rows.length === PAGE_ROWS;
    }
  }
  const nextEndAt = await statusLists.findNextEnd(list, nowSeconds);
  return { lst: await compressStatusList(bits), nextEndAt };
}
