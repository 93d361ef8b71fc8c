import type { TokenCopy } from '../contract/token-copy.ts';
import { forgetFreshness } from '../domain/edge/feed.ts';
import { publishToken } from '../domain/edge/publish.ts';
import { sealChunk } from '../domain/events/seal.ts';
import { endOverlap } from '../domain/tokens/end-overlap.ts';
import type { VerifyDeps } from '../domain/tokens/verify.ts';
import { type ApiContext, background } from './context.ts';
import { requestId } from './request-id.ts';

/** What validation needs, from what entered at the top. */
export function verifyDeps(c: ApiContext): VerifyDeps {
  const { services, isolate, nowMs } = c.env;
  return {
    keyring: services.keyring,
    signing: isolate.signing,
    signingKeys: services.signingKeys,
    publicUrl: services.publicUrl,
    memory: isolate.memory,
    feed: isolate.feed,
    strangers: isolate.strangers,
    uses: isolate.uses,
    stalenessMs: services.stalenessMs,
    copies: services.copies,
    tokens: services.tokens,
    changes: services.changes,
    wait: services.wait,
    enqueueUses: services.enqueueUses,
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
    signing: isolate.signing,
    feed: isolate.feed,
    nowMs,
    /** This isolate reads the feed before its next answer; behind this one KV is told and the audit trail chained. */
    announce: (tokenId: number) => {
      forgetFreshness(isolate.feed);
      inBackground(publishToken({ ...services, nowMs }, tokenId));
      inBackground(sealChunk(services));
    },
    announceEpoch: () => {
      forgetFreshness(isolate.feed);
      inBackground(services.enqueueSweep('publish'));
      inBackground(sealChunk(services));
    },
  };
}

function systemCaller(c: ApiContext, token: TokenCopy) {
  return { token, address: null, userAgent: null, requestId: requestId(c) };
}
