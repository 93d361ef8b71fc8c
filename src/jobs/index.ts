import type { Isolate } from '../domain/edge/isolate.ts';
import type { Services } from '../services.ts';
import { daily } from './daily.ts';
import { publish } from './publish.ts';
import { purge } from './purge.ts';

/** What a job is given; it returns what it counted. */
export type JobContext = { services: Services; isolate: Isolate; nowMs: number };
export type Job = (context: JobContext) => Promise<Record<string, number>>;

/** The crons of wrangler.toml, by their exact string: scripts/check-crons.ts compares the two. */
export const JOBS: Readonly<Record<string, Job>> = {
  '* * * * *': publish,
  '*/15 * * * *': purge,
  '17 3 * * *': daily,
};

/** The job of a cron. Throws for a string that has none: guessing could run the wrong one. */
export function jobOf(cron: string): Job {
  const job = JOBS[cron];
  if (!job) throw new Error(`no job for the cron "${cron}"`);
  return job;
}
