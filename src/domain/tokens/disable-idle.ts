import { formatId } from '../../contract/ids.ts';
import { TOKEN_TYPES } from '../../contract/token-types.ts';
import type { TokenStore } from '../../d1/tokens.ts';
import { sweepEvent } from '../caller.ts';
import { dayOf } from './issue.ts';
import type { Lifetimes } from './types.ts';
import { viewToken } from './view.ts';

export type DisableIdleDeps = {
  tokens: Pick<TokenStore, 'listIdle' | 'change'>;
  lifetimes: Lifetimes;
  nowMs: number;
};

/** Each is a change of its own, with its audit row and its place in the feed: ten statements. */
const MAX_TOKENS = 80;

/**
 * Disables tokens that nobody has used, enabled or refreshed for as long as `disableAfterIdle` of their type says.
 * Returns how many, and whether there may be more.
 */
export async function disableIdle(deps: DisableIdleDeps): Promise<{ idle: number; more: boolean }> {
  const nowSeconds = Math.floor(deps.nowMs / 1000);
  let idle = 0;
  for (const type of TOKEN_TYPES) {
    const days = deps.lifetimes[type]?.disableAfterIdle;
    if (days === undefined) continue;
    const found = await deps.tokens.listIdle(type, dayOf(nowSeconds) - days, MAX_TOKENS - idle);
    for (const from of found) {
      const to = { ...from, version: from.version + 1, disabledAt: nowSeconds, overlapEndsAt: null };
      const event = sweepEvent(nowSeconds, {
        action: 'token.disabled',
        target: formatId('tok', from.id),
        project: from.projects.length === 1 ? (from.projects[0] ?? null) : null,
        before: viewToken(from, nowSeconds),
        after: viewToken(to, nowSeconds),
      });
      // Who loses the race finds a token that was just touched: it is not idle then, or is looked at tomorrow.
      if ((await deps.tokens.change({ from, to, event })) === 'changed') idle += 1;
    }
    if (idle >= MAX_TOKENS) return { idle, more: true };
  }
  return { idle, more: false };
}
