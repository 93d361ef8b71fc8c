import type { TokenRecord } from '../../d1/tokens/record.ts';
import type { TokenStore } from '../../d1/tokens.ts';
import type { Caller } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';
import type { SurroundingsDeps } from '../tokens/authority.ts';
import { authorize } from '../tokens/authorize.ts';
import { findToken } from '../tokens/change.ts';

export type FindSharedDeps = SurroundingsDeps & { tokens: Pick<TokenStore, 'find'> };

/** A token that the caller may share, and so may see and end the links to; else the denial. */
export async function findShareable(
  deps: FindSharedDeps,
  caller: Caller,
  id: string,
): Promise<Result<TokenRecord, Denial>> {
  const record = await findToken(deps, id);
  if (!record) return deny({ reason: 'not_found' });
  const denial = await authorize(deps, caller, record, 'share');
  return denial ? deny(denial) : ok(record);
}
