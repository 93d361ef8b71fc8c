import type { Isolate } from '../domain/edge/isolate.ts';
import type { runSweep } from '../domain/sweeps/run.ts';
import type { Services } from '../services.ts';

/** What a job is given; it returns the row that its run has left. */
export type JobContext = { services: Services; isolate: Isolate; nowMs: number };
export type Job = (context: JobContext, startedBy: string) => ReturnType<typeof runSweep>;
