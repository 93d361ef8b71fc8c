import type { Share } from '../../contract/shares.ts';
import type { ShareStore } from '../../d1/shares.ts';
import type { TokenStore } from '../../d1/tokens.ts';
import type { Caller } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { ok, type Result } from '../result.ts';
import { type FindSharedDeps, findShareable } from './find.ts';
import { findKept } from './usable.ts';
import { viewShare } from './view.ts';

export type ListSharesDeps = FindSharedDeps & {
  tokens: Pick<TokenStore, 'find' | 'findSealedSecret'>;
  shares: Pick<ShareStore, 'list'>;
  nowMs: number;
};

/** More than anybody sends in the day for which ended links are kept. */
const LIMIT = 100;

/** The links to a token, latest first; ended ones for a day. */
export async function listShares(deps: ListSharesDeps, caller: Caller, id: string): Promise<Result<Share[], Denial>> {
  const found = await findShareable(deps, caller, id);
  if (!found.ok) return found;
  const [kept, shares] = await Promise.all([findKept(deps, found.value), deps.shares.list(found.value.id, LIMIT)]);
  const nowSeconds = Math.floor(deps.nowMs / 1000);
  return ok(shares.map((share) => viewShare(share, kept === null, nowSeconds)));
}
