import type { RouteMemory } from '../gateway/find-route.ts';
import { createFailures, type Failures } from '../limits/failures.ts';
import { createSigningMemory, type SigningMemory } from '../signing/keys.ts';
import { createStatusListMemory, type StatusListMemory } from '../status-lists/memory.ts';
import { createOriginMemory, type OriginMemory } from '../tokens/origins.ts';
import { createUses, type Uses } from '../tokens/uses.ts';
import { createIssuerMemory, type IssuerMemory } from '../trusted-issuers/keys.ts';
import { createFeed, type Feed } from './feed.ts';
import { createMemory, type Memory } from './memory.ts';
import { createStrangers, type Strangers } from './strangers.ts';

/** All that an isolate remembers between requests. Losing it costs speed only. */
export type Isolate = {
  memory: Memory;
  feed: Feed;
  strangers: Strangers;
  routes: RouteMemory;
  /** Hostnames that may lead to a property, but that KV knows nothing of. */
  unknownHosts: Strangers;
  origins: OriginMemory;
  failures: Failures;
  uses: Uses;
  signing: SigningMemory;
  issuerMemory: IssuerMemory;
  publishedLists: StatusListMemory;
};

export function createIsolate(): Isolate {
  return {
    memory: createMemory(),
    feed: createFeed(),
    strangers: createStrangers(),
    routes: new Map(),
    unknownHosts: createStrangers(),
    origins: createOriginMemory(),
    failures: createFailures(),
    uses: createUses(),
    signing: createSigningMemory(),
    issuerMemory: createIssuerMemory(),
    publishedLists: createStatusListMemory(),
  };
}
