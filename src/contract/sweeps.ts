import { z } from 'zod';
import { Instant, shown } from './text.ts';

/** `publish` runs every minute, `sweep` every 15 (it warns, then purges), `daily` once a day. */
export const SWEEP_JOBS = ['publish', 'sweep', 'daily'] as const;
export type SweepJob = (typeof SWEEP_JOBS)[number];

export const SWEEP_STATUSES = ['running', 'done', 'failed', 'lost'] as const;

export const SweepId = z.string().max(32).meta({ example: 'swp_0000000001a' });

export const RunSweepBody = z
  .strictObject({ job: z.enum(SWEEP_JOBS).optional().meta({ description: '`sweep` unless told.' }) })
  .meta({ id: 'RunSweep', example: { job: 'sweep' } });
export type RunSweepBody = z.infer<typeof RunSweepBody>;

export const Sweep = z
  .object({
    id: SweepId,
    job: z.enum(SWEEP_JOBS),
    status: z.enum(SWEEP_STATUSES).meta({ description: '`lost`: it began long ago and never said that it ended.' }),
    startedBy: shown('cron').meta({ description: '`cron`, `queue`, or who asked for it: `usr_…`, `tok_…`.' }),
    startedAt: Instant,
    endedAt: Instant.nullable(),
    counts: z
      .record(z.string(), z.number().int())
      .meta({ description: 'What it did, by kind.', example: { 'tokens.purged': 12 } }),
    error: z.string().nullable(),
  })
  .meta({ id: 'Sweep' });
export type Sweep = z.infer<typeof Sweep>;

export const ListSweepsQuery = z.strictObject({
  job: z.enum(SWEEP_JOBS).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(512).optional(),
});
export type ListSweepsQuery = z.infer<typeof ListSweepsQuery>;

export const SweepList = z
  .object({ items: z.array(Sweep), nextCursor: z.string().nullable() })
  .meta({ id: 'SweepList' });
