import type { TokenUses, TokenUsesQuery } from '../../contract/requests.ts';
import type { TokenStore } from '../../d1/tokens.ts';
import type { Caller } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { ok, type Result } from '../result.ts';
import type { SurroundingsDeps } from './authority.ts';
import { dayOf } from './issue.ts';
import { showToken } from './show.ts';

const DAY_MS = 86_400_000;

/** How often a token was accepted and refused on each of the last days, for who may see it. */
export async function listTokenUses(
  deps: SurroundingsDeps & { tokens: Pick<TokenStore, 'find' | 'listUses'>; nowMs: number },
  caller: Caller,
  id: string,
  { days }: TokenUsesQuery,
): Promise<Result<TokenUses, Denial>> {
  const found = await showToken(deps, caller, id);
  if (!found.ok) return found;
  const today = dayOf(Math.floor(deps.nowMs / 1000));
  const uses = await deps.tokens.listUses(found.value.id, today - days + 1, today);
  return ok({
    items: uses.map(({ day, accepted, refused }) => ({ day: formatDay(day), accepted, refused })),
  });
}

function formatDay(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}
