import type { KeptRoute } from '../contract/route-copy.ts';
import { failingAsStorage } from '../contract/storage-error.ts';
import { routeCopyKey } from './keys.ts';

/**
 * Edge copies of the gateway's routes. Staleness: as that of token copies, so every reader holds a copy against the change
 * feed. On a miss D1 answers: a hostname that leads nowhere may be one that this location has not heard of.
 */
export type RouteCopyStore = ReturnType<typeof createRouteCopyStore>;

/** How long a copy that says "leads nowhere any more" saves D1 the question. */
const GONE_COPY_SECONDS = 86_400;

export function createRouteCopyStore(edge: KVNamespace) {
  return failingAsStorage('route copies', {
    /** What this location sees of a hostname; null when it sees nothing. One KV read. */
    get: (hostname: string) => edge.get<KeptRoute>(routeCopyKey(hostname), 'json'),
    put: async (kept: KeptRoute) => {
      const options = kept.document === null ? { expirationTtl: GONE_COPY_SECONDS } : {};
      await edge.put(routeCopyKey(kept.hostname), JSON.stringify(kept), options);
    },
  });
}
