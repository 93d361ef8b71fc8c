import type { TokenCopy } from './contract/token-copy.ts';
import { forgetFreshness } from './domain/edge/feed.ts';
import type { Isolate } from './domain/edge/isolate.ts';
import { publishToken } from './domain/edge/publish.ts';
import { sealChunk } from './domain/events/seal.ts';
import { endOverlap } from './domain/tokens/end-overlap.ts';
import type { VerifyDeps } from './domain/tokens/verify.ts';
import type { Services } from './services.ts';

/**
 * What enters at the top with every request, and is never looked up lower. `clientId`: the client that the caller is, by
 * its service binding; null for all that comes from elsewhere.
 */
export type Invocation = { services: Services; isolate: Isolate; nowMs: number; clientId: string | null };

/** Lets work finish behind the answer. */
export type Background = (work: Promise<unknown>) => void;

/** What fails behind an answer is logged, by name only, and made good by a cron. `context` is asked for when there is work. */
export function behind(context: () => Pick<ExecutionContext, 'waitUntil'>): Background {
  return (work) =>
    context().waitUntil(
      work.catch((error: unknown) => {
        console.error(JSON.stringify({ message: 'background work failed', error: describe(error) }));
      }),
    );
}

/** An error for the log: names and messages of ours, but never bound values, which may hold digests. */
export function describe(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  // A failed query's message lists its bound values.
  const message = 'params' in error ? 'a query failed' : error.message.slice(0, 300);
  return `${error.name}: ${message}${error.cause === undefined ? '' : ` ← ${describe(error.cause)}`}`;
}

/** What validation needs; `nameRequest` names the request in the audit trail. */
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

/** What a change needs; `announce` and its like make a committed one known. */
export function changeDepsOf({ services, isolate, nowMs }: Invocation, inBackground: Background) {
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
    /** The same for a bulk change, and for a property's. */
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
