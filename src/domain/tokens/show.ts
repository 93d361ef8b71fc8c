import type { TokenRecord } from '../../d1/tokens/record.ts';
import type { TokenStore } from '../../d1/tokens.ts';
import type { Caller } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';
import type { SurroundingsDeps } from './authority.ts';
import { authorize } from './authorize.ts';
import { findToken } from './change.ts';

/** A token that the caller may see; what it may not see is `not_found`, like what is not there. */
export async function showToken(
  deps: SurroundingsDeps & { tokens: Pick<TokenStore, 'find'> },
  caller: Caller,
  id: string,
): Promise<Result<TokenRecord, Denial>> {
  const record = await findToken(deps, id);
  if (!record) return deny({ reason: 'not_found' });
  const denial = await authorize(deps, caller, record, 'read');
  return denial ? deny(denial) : ok(record);
}
