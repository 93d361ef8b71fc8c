import type { UsesMessage } from '../../contract/queue.ts';
import type { TokenStore } from '../../d1/tokens.ts';
import { dayOf } from './issue.ts';

/** When tokens were last used, as far as this isolate has seen and not yet told. */
export type Uses = { lastUsed: Map<number, number>; flushLeaseUntilMs: number };

export type FlushDeps = {
  uses: Uses;
  nowMs: number;
  background: (work: Promise<unknown>) => void;
  /** Resolves after so many milliseconds. */
  wait: (delayMs: number) => Promise<void>;
  enqueueUses: (message: UsesMessage) => Promise<void>;
};

/** Work behind an answer may take 30 s: collecting for 20 leaves time to send, and keeps "within a minute". */
const COLLECT_MS = 20_000;
/** When the request that collects dies, the next use after this begins anew. */
const LEASE_MS = 40_000;
/** A queue message holds 128 KB; a pair takes at most 32 characters. */
const USES_PER_MESSAGE = 3_000;

export function createUses(): Uses {
  return { lastUsed: new Map(), flushLeaseUntilMs: Number.NEGATIVE_INFINITY };
}

/**
 * Notes that a token was used: a write into memory. The first use after a while also sees to it that what is collected
 * meanwhile goes to the queue in one message, however many requests there are.
 */
export function noteUse(deps: FlushDeps, tokenId: number): void {
  const { uses, nowMs } = deps;
  uses.lastUsed.set(tokenId, Math.floor(nowMs / 1000));
  if (nowMs < uses.flushLeaseUntilMs) return;
  uses.flushLeaseUntilMs = nowMs + LEASE_MS;
  deps.background(deps.wait(COLLECT_MS).then(() => flushUses(deps)));
}

/** Hands what was collected to the queue. What fails to get there is lost: the next use tells as much. */
export async function flushUses({ uses, enqueueUses }: Pick<FlushDeps, 'uses' | 'enqueueUses'>): Promise<void> {
  const collected = [...uses.lastUsed];
  uses.lastUsed.clear();
  uses.flushLeaseUntilMs = Number.NEGATIVE_INFINITY;
  for (let start = 0; start < collected.length; start += USES_PER_MESSAGE) {
    await enqueueUses({ uses: collected.slice(start, start + USES_PER_MESSAGE) });
  }
}

/** Folds uses into the tokens' rows, forward only: messages may come late, twice or out of order. */
export async function foldUses(
  { tokens }: { tokens: Pick<TokenStore, 'foldUses'> },
  messages: readonly UsesMessage[],
): Promise<void> {
  const latest = new Map<number, number>();
  for (const [id, at] of messages.flatMap(({ uses }) => uses)) latest.set(id, Math.max(at, latest.get(id) ?? 0));
  await tokens.foldUses([...latest].map(([id, at]) => ({ id, at, day: dayOf(at) })));
}
