import { daily } from './daily.ts';
import type { Job } from './job.ts';
import { publish } from './publish.ts';
import { sweep } from './sweep.ts';

/** The crons of wrangler.toml, by their exact string: scripts/check-crons.ts compares the two. */
export const JOBS: Readonly<Record<string, Job>> = {
  '* * * * *': publish,
  '*/15 * * * *': sweep,
  '17 3 * * *': daily,
};

/** The job of a cron. Throws for a string that has none: guessing could run the wrong one. */
export function jobOf(cron: string): Job {
  const job = JOBS[cron];
  if (!job) throw new Error(`no job for the cron "${cron}"`);
  return job;
}
