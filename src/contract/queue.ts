import type { SweepJob } from './sweeps.ts';

/** A notification to deliver, and how many attempts there were when it was sent off. */
export type Delivery = { id: number; attempts: number };

/** Tokens that were used: pairs of a token's key and the second of its last use. */
export type UsesMessage = { uses: [tokenId: number, atSeconds: number][] };

/** An access key's version to activate, or a lookup to answer: what it is about stands in D1, and no secret is in here. */
export type KeyMessage = { activateKey: { request: number } } | { lookUpKey: { lookup: number } };

/** What the queue carries: a job to go on with, a notification to deliver, uses to write down, or work on access keys. */
export type QueueMessage = { job: SweepJob } | { deliver: Delivery } | UsesMessage | KeyMessage;
