/** Every cron of wrangler.toml has a job in src/jobs/index.ts, in each environment, and the reverse. */
import { resolve } from 'node:path';
import { readRequired } from './read-required.ts';
import { readCrons, readEnvironments } from './wrangler-toml.ts';

const root = resolve(process.argv[2] ?? '.');
const toml = readRequired(root, 'wrangler.toml');
const crons = readCrons(toml);
const jobs = readJobs(readRequired(root, 'src/jobs/index.ts'));

const problems = readEnvironments(toml).flatMap((environment) => {
  const listed = crons.get(environment) ?? [];
  return [
    ...listed.filter((cron) => !jobs.includes(cron)).map((cron) => `${environment}: "${cron}" has no job in src/jobs`),
    ...jobs.filter((cron) => !listed.includes(cron)).map((cron) => `${environment}: the job of "${cron}" has no cron`),
  ];
});
for (const problem of problems) console.error(problem);
if (jobs.length === 0) console.error('No keys found in `export const JOBS = {…}` of src/jobs/index.ts.');
else console.log(`${jobs.length} jobs, ${crons.size} environments, ${problems.length} differences.`);
process.exitCode = problems.length === 0 && jobs.length > 0 ? 0 : 1;

/** The keys of JOBS that look like crons: quoted, five fields. */
function readJobs(text: string): string[] {
  const table = text.slice(Math.max(0, text.indexOf('export const JOBS')));
  return [...table.matchAll(/^\s*(['"])(\S+(?: \S+){4})\1\s*:/gm)].map((match) => match[2] ?? '');
}
