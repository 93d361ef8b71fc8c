import type { TokenStore } from '../../d1/tokens.ts';

/**
 * The browser origins that any frontend token allows. A preflight carries no token, so this is all that can be asked
 * of it; the request that follows is held to its own token's origins.
 */
export type OriginMemory = { origins: ReadonlySet<string>; readAtMs: number };

/** A flood of preflights costs one query in so long. */
const MAX_AGE_MS = 10_000;

export function createOriginMemory(): OriginMemory {
  return { origins: new Set(), readAtMs: Number.NEGATIVE_INFINITY };
}

/** Whether some frontend token allows this origin. Known late by up to 10 s. */
export async function isKnownOrigin(
  deps: { origins: OriginMemory; tokens: Pick<TokenStore, 'listOrigins'>; nowMs: number },
  origin: string,
): Promise<boolean> {
  const { origins: memory, nowMs } = deps;
  if (nowMs - memory.readAtMs > MAX_AGE_MS) {
    memory.origins = new Set(await deps.tokens.listOrigins());
    memory.readAtMs = nowMs;
  }
  return memory.origins.has(origin) || memory.origins.has('*');
}
