import type { TokenCopy } from '../contract/token-copy.ts';
import { forgetFreshness } from '../domain/edge/feed.ts';
import { publishToken } from '../domain/edge/publish.ts';
import { endOverlap } from '../domain/tokens/end-overlap.ts';
import type { VerifyDeps } from '../domain/tokens/verify.ts';
import { type ApiContext, background } from './context.ts';
import { requestId } from './request-id.ts';

/** What validation needs, from what entered at the top. */
export function verifyDeps(c: ApiContext): VerifyDeps {
  const { services, isolate, nowMs } = c.env;
  return {
    keyring: services.keyring,
    memory: isolate.memory,
    feed: isolate.feed,
    stalenessMs: services.stalenessMs,
    copies: services.copies,
    tokens: services.tokens,
    changes: services.changes,
    nowMs,
    background: background(c),
    endOverlap: (used) => endOverlap(changeDeps(c), systemCaller(c, used)),
  };
}

/** What a change of a token needs; `announce` makes a committed one known. */
export function changeDeps(c: ApiContext) {
  const { services, isolate, nowMs } = c.env;
  const inBackground = background(c);
  return {
    ...services,
    nowMs,
    /** This isolate reads the feed before its next answer, and KV is told behind this one. */
    announce: (tokenId: number) => {
      forgetFreshness(isolate.feed);
      inBackground(publishToken({ ...services, nowMs }, tokenId));
    },
    announceEpoch: () => {
      forgetFreshness(isolate.feed);
      inBackground(services.enqueue({ job: 'publish' }));
    },
  };
}

function systemCaller(c: ApiContext, token: TokenCopy) {
  return { token, address: null, userAgent: null, requestId: requestId(c) };
}
