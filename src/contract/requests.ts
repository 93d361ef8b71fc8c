import { z } from 'zod';
import type { ErrorCode } from './error-codes.ts';
import { Instant, Slug, shown, text } from './text.ts';

/** What became of a request with a token: it was accepted, or refused with this code. */
export type Outcome = 'accepted' | ErrorCode;

/** How long counts are kept, and so the most days that can be asked for. */
export const COUNTS_KEPT_DAYS = 90;
/** The furthest that a list by the hour goes back, in whole days, UTC. */
export const MAX_HOURLY_DAYS = 31;

export const ListRequestsQuery = z.strictObject({
  since: text(40, 1)
    .optional()
    .meta({
      description: `RFC 3339 or \`YYYY-MM-DD\`: from the beginning of this hour on, at most ${MAX_HOURLY_DAYS} days back; 24 hours back unless told.`,
    }),
  project: Slug.optional().meta({ description: 'Only those with tokens of this project alone.' }),
});
export type ListRequestsQuery = z.infer<typeof ListRequestsQuery>;

const Count = z.number().int();
const Code = z.string().meta({ example: 'token_expired', description: 'An error code.' });

/** Requests that presented a token, by the hour and by what they were refused with. */
export const RequestList = z
  .object({
    from: Instant,
    until: Instant,
    items: z
      .array(
        z.object({ hour: Instant.meta({ description: 'When the hour begins.' }), accepted: Count, refused: Count }),
      )
      .meta({ description: 'Earliest first, without the hours of no request.' }),
    refusals: z.array(z.object({ code: Code, count: Count })).meta({ description: 'Most frequent first.' }),
  })
  .meta({ id: 'RequestList' });
export type RequestList = z.infer<typeof RequestList>;

export const TokenUsesQuery = z.strictObject({
  days: z.coerce
    .number()
    .int()
    .min(1)
    .max(COUNTS_KEPT_DAYS)
    .default(30)
    .meta({ description: 'Today among them, UTC.' }),
});
export type TokenUsesQuery = z.infer<typeof TokenUsesQuery>;

/** How often a token was accepted and refused, by the day. */
export const TokenUses = z
  .object({
    items: z
      .array(z.object({ day: shown('2026-11-22'), accepted: Count, refused: Count }))
      .meta({ description: 'Earliest first, without the days of no request.' }),
  })
  .meta({ id: 'TokenUses' });
export type TokenUses = z.infer<typeof TokenUses>;
