import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCrons } from '../wrangler-toml.ts';
import { REPOSITORY } from './paths.ts';

const MINUTE_MS = 60_000;

/** `wrangler dev` never fires a cron by itself; this does, on the minute, until the returned function is called. */
export function fireCrons(url: string, report: (problem: string) => void): () => void {
  const crons = readCrons(readFileSync(join(REPOSITORY, 'wrangler.toml'), 'utf8')).get('local') ?? [];
  for (const cron of crons) matchesCron(cron, new Date(0));
  const running = new Set<string>();
  let timer: NodeJS.Timeout;
  const waitForMinute = (): void => {
    timer = setTimeout(
      () => {
        const minute = new Date(Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS);
        for (const cron of crons.filter((each) => matchesCron(each, minute) && !running.has(each))) {
          running.add(cron);
          fireCron(url, cron, minute)
            .catch((error: unknown) => report(`The cron "${cron}" failed: ${messageOf(error)}`))
            .finally(() => running.delete(cron));
        }
        waitForMinute();
      },
      MINUTE_MS - (Date.now() % MINUTE_MS) + 5,
    );
  };
  waitForMinute();
  return () => clearTimeout(timer);
}

async function fireCron(url: string, cron: string, minute: Date): Promise<void> {
  const query = new URLSearchParams({ cron, time: `${minute.getTime()}`, format: 'json' });
  const response = await fetch(`${url}/cdn-cgi/local/scheduled?${query}`);
  const answer = await response.text();
  if (!response.ok) throw new Error(`status ${response.status}, ${answer.slice(0, 300)}`);
}

/** Knows `*`, a step and a number, which is all that wrangler.toml uses; throws on anything else. */
export function matchesCron(cron: string, time: Date): boolean {
  const fields = cron.split(' ');
  const values = [
    time.getUTCMinutes(),
    time.getUTCHours(),
    time.getUTCDate(),
    time.getUTCMonth() + 1,
    time.getUTCDay() + 1,
  ];
  if (fields.length !== values.length) throw new Error(`The cron "${cron}" does not have five fields.`);
  const hits = fields.map((field, index) => matchesField(field, values[index] ?? 0, cron));
  return hits.every(Boolean);
}

function matchesField(field: string, value: number, cron: string): boolean {
  if (field === '*') return true;
  const step = /^\*\/(\d+)$/.exec(field)?.[1];
  if (step !== undefined) return value % Number(step) === 0;
  if (/^\d+$/.test(field)) return value === Number(field);
  throw new Error(`scripts/start/crons.ts cannot read "${field}" in the cron "${cron}": teach it.`);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
