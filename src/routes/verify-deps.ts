import type { TokenCopy } from '../contract/token-copy.ts';
import { forgetFreshness } from '../domain/edge/feed.ts';
import { publishToken } from '../domain/edge/publish.ts';
import { sealChunk } from '../domain/events/seal.ts';
import { endOverlap } from '../domain/tokens/end-overlap.ts';
import type { VerifyDeps } from '../domain/tokens/verify.ts';
import { type ApiContext, background, type Invocation } from './context.ts';
import { requestId } from './request-id.ts';

/** Lets work finish behind the answer. */
type Background = (work: Promise<unknown>) => void;

/** What validation needs, from what entered at the top. */
export function verifyDeps(c: ApiContext): VerifyDeps {
  return verifyDepsOf(c.env, background(c), () => requestId(c));
}

/** The same for what is no HTTP request; `nameRequest` names it in the audit trail. */
export function verifyDepsOf(invocation: Invocation, inBackground: Background, nameRequest: () => string): VerifyDeps {
  const { services, isolate, nowMs } = invocation;
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
    dpopProofs: services.dpopProofs,
    wait: services.wait,
    enqueueUses: services.enqueueUses,
    nowMs,
    background: inBackground,
    endOverlap: (used) => endOverlap(changeDepsOf(invocation, inBackground), systemCaller(used, nameRequest())),
  };
}

/** What a change of a token needs; `announce` makes a committed one known. */
export function changeDeps(c: ApiContext) {
  return changeDepsOf(c.env, background(c));
}

function changeDepsOf({ services, isolate, nowMs }: Invocation, inBackground: Background) {
  return {
    ...services,
    signing: isolate.signing,
    issuerMemory: isolate.issuerMemory,
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

function systemCaller(token: TokenCopy, requestId: string) {
  return { token, address: null, userAgent: null, requestId };
}
