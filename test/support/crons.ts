import { jobOf } from '../../src/jobs/index.ts';
import type { TestApp } from './app.ts';

/** Runs a cron as the platform would, at the app's time. */
export async function runCron(test: TestApp, cron: string): Promise<Record<string, number>> {
  const { services, isolate, nowMs } = test;
  const { counts } = await jobOf(cron)({ services, isolate, nowMs }, 'cron');
  return counts;
}

/** The next minute's cron, once the leases of publishers that died have run out. */
export async function nextMinuteCron(test: TestApp): Promise<void> {
  test.nowMs += 61_000;
  await runCron(test, '* * * * *');
}
