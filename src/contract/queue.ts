import type { SweepJob } from './sweeps.ts';

/** A notification to deliver, and how many attempts there were when it was sent off. */
export type Delivery = { id: number; attempts: number };

/** Tokens that were used: pairs of a token's key and the second of its last use. */
export type UsesMessage = { uses: [tokenId: number, atSeconds: number][] };

/** What the queue carries: a job to go on with, a notification to deliver, or uses to write down. */
export type QueueMessage = { job: SweepJob } | { deliver: Delivery } | UsesMessage;
