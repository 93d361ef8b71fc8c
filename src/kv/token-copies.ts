import { failingAsStorage } from '../contract/storage-error.ts';
import type { TokenCopy } from '../contract/token-copy.ts';
import { tokenCopyKey } from './keys.ts';

/**
 * Edge copies of tokens. Staleness: another location may read an older copy, or a miss, for "60 seconds or more"; no
 * bound is promised, so every reader holds a copy against the change feed. On a miss D1 answers. A copy is never
 * the only record of anything: losing all of EDGE costs speed, not tokens.
 */
export type TokenCopyStore = ReturnType<typeof createTokenCopyStore>;

/** KV refuses an expiration less than 60 s ahead, and one that does not fit 32 bits: 2038-01-19. */
const MIN_TTL_SECONDS = 60;
const LATEST_EXPIRATION = 2 ** 31 - 1;
/** How long a copy that says "ended" saves D1 the question. */
const ENDED_COPY_SECONDS = 86_400;

export function createTokenCopyStore(edge: KVNamespace) {
  return failingAsStorage('token copies', {
    /** The copy that this location sees; null when it sees none. One KV read. */
    get: (digest: Uint8Array) => edge.get<TokenCopy>(tokenCopyKey(digest), 'json'),
    /** Writes a copy, to vanish with the token's own expiry. KV takes one write a second and key. */
    put: async (digest: Uint8Array, copy: TokenCopy, nowSeconds: number) => {
      const expiration = expirationOf(copy, nowSeconds);
      await edge.put(tokenCopyKey(digest), JSON.stringify(copy), expiration === null ? {} : { expiration });
    },
  });
}

function expirationOf(copy: TokenCopy, nowSeconds: number): number | null {
  const endedAt = copy.revokedAt ?? copy.secretEndsAt;
  const ends = [copy.expiresAt, endedAt === null ? null : endedAt + ENDED_COPY_SECONDS].filter((end) => end !== null);
  if (ends.length === 0) return null;
  // A copy that vanishes before its token is a miss: D1 answers.
  const expiration = Math.min(Math.max(Math.min(...ends), nowSeconds + MIN_TTL_SECONDS), LATEST_EXPIRATION);
  return expiration < nowSeconds + MIN_TTL_SECONDS ? null : expiration;
}
