import type { Isolate } from '../domain/edge/isolate.ts';
import type { Services } from '../services.ts';

/** What a job is given; it returns what it counted. */
export type JobContext = { services: Services; isolate: Isolate; nowMs: number };
export type Job = (context: JobContext) => Promise<Record<string, number>>;
