import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { matchesCron } from '../../scripts/start/crons.ts';
import { readCrons, readEnvironments } from '../../scripts/wrangler-toml.ts';

describe('matchesCron', () => {
  const cases: [cron: string, time: string, expected: boolean][] = [
    ['* * * * *', '2026-02-03T04:05:00Z', true],
    ['*/15 * * * *', '2026-02-03T04:00:00Z', true],
    ['*/15 * * * *', '2026-02-03T04:45:59Z', true],
    ['*/15 * * * *', '2026-02-03T04:46:00Z', false],
    ['17 3 * * *', '2026-02-03T03:17:00Z', true],
    ['17 3 * * *', '2026-02-03T04:17:00Z', false],
    ['17 3 * * *', '2026-02-03T03:18:00Z', false],
  ];

  it.each(cases)('%s at %s: %s', (cron, time, expected) => {
    expect(matchesCron(cron, new Date(time))).toBe(expected);
  });

  it('throws on what it does not know, instead of never firing', () => {
    for (const cron of ['0 9-17 * * *', '0 0 * * MON', '* * * *', '0,30 * * * *']) {
      expect(() => matchesCron(cron, new Date(0))).toThrow(cron);
    }
  });
});

describe('wrangler.toml', () => {
  const toml = readFileSync('wrangler.toml', 'utf8');

  it('fires the same crons in every environment', () => {
    const crons = readCrons(toml);
    expect([...crons.keys()]).toEqual(readEnvironments(toml));
    expect(new Set([...crons.values()].map((list) => list.join())).size).toBe(1);
  });

  it('has no cron that `npm start` cannot fire', () => {
    for (const cron of readCrons(toml).get('local') ?? []) expect(() => matchesCron(cron, new Date(0))).not.toThrow();
  });
});
