import type { Outcome } from './requests.ts';
import type { SweepJob } from './sweeps.ts';

/** A notification to deliver, and how many attempts there were when it was sent off. */
export type Delivery = { id: number; attempts: number };

/** How often requests of an hour with tokens of a project had this outcome. */
export type RequestCount = [project: string, outcome: Outcome, count: number];

/**
 * What an isolate saw of tokens within an hour, counted from 1970: each token's key, the second of its last use (0: it was
 * only refused), and how often it was accepted and refused. Messages from before requests were counted are pairs, of no hour.
 */
export type UsesMessage = {
  uses: [tokenId: number, atSeconds: number, accepted?: number, refused?: number][];
  hour?: number;
  requests?: RequestCount[];
};

/** An access key's version to activate, or a lookup to answer: what it is about stands in D1, and no secret is in here. */
export type KeyMessage = { activateKey: { request: number } } | { lookUpKey: { lookup: number } };

/** What the queue carries: a job to go on with, a notification to deliver, uses to write down, or work on access keys. */
export type QueueMessage = { job: SweepJob } | { deliver: Delivery } | UsesMessage | KeyMessage;
