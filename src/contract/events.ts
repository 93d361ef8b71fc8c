import { z } from 'zod';
import { Instant, Slug, shown, text } from './text.ts';

export const EventId = z.string().max(32).meta({ example: 'evt_0000000001a' });

/** The action of the row that says how far the trail was pruned. */
export const PRUNED = 'events.pruned';

/** One row of the audit trail. */
export const Event = z
  .object({
    id: EventId,
    at: Instant,
    actor: shown('usr_0a1b2c3d4e5').meta({
      description: '`usr_…`, `tok_…`, `shr_…` (whoever used that link), `setup` or `sweep`.',
    }),
    action: z.string().meta({ example: 'token.created' }),
    target: z.string().meta({ example: 'tok_0a1b2c3d4e5' }),
    project: z.string().nullable(),
    before: z.unknown(),
    after: z.unknown(),
    address: z.string().nullable(),
    userAgent: z.string().nullable(),
    requestId: shown('req_9b2f8c1e-0d52-4f43-9c1a-2f6a4d1c7e55'),
    hash: z
      .string()
      .nullable()
      .meta({ description: 'Chains the row to the one before; null until sealed, within a minute.' }),
    previousHash: z.string().nullable(),
  })
  .meta({ id: 'Event' });
export type Event = z.infer<typeof Event>;

const When = text(40, 1);
const EVENT_FILTER = {
  actor: text(64, 1).optional(),
  action: text(64, 1).optional(),
  target: text(128, 1).optional(),
  project: Slug.optional(),
  since: When.optional().meta({ description: 'RFC 3339 or `YYYY-MM-DD`: from this time on.' }),
  until: When.optional().meta({ description: 'RFC 3339 or `YYYY-MM-DD`: before this time.' }),
};

export const ListEventsQuery = z.strictObject({
  ...EVENT_FILTER,
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(512).optional(),
});
export type ListEventsQuery = z.infer<typeof ListEventsQuery>;

export const ExportEventsQuery = z.strictObject({
  ...EVENT_FILTER,
  after: EventId.optional().meta({ description: 'Go on after this event: the id of the last line that was read.' }),
  limit: z.coerce.number().int().min(1).max(1_000_000).default(1_000_000),
});
export type ExportEventsQuery = z.infer<typeof ExportEventsQuery>;

export const TokenEventsQuery = ListEventsQuery.pick({ limit: true, cursor: true });
export type TokenEventsQuery = z.infer<typeof TokenEventsQuery>;

export const EventList = z
  .object({ items: z.array(Event), nextCursor: z.string().nullable() })
  .meta({ id: 'EventList' });

export const VerifyEventsQuery = z.strictObject({
  after: EventId.optional().meta({ description: 'Go on after this event: the `next` of the answer before.' }),
});
export type VerifyEventsQuery = z.infer<typeof VerifyEventsQuery>;

/** What a check of the chain found. Long trails are checked in steps: ask again with `next` until it is null. */
export const EventsVerification = z
  .object({
    checked: z.number().int(),
    unsealed: z.number().int().meta({ description: 'Rows of the last minute, which have yet to be chained.' }),
    fault: z
      .object({ id: EventId, what: z.enum(['altered', 'inserted', 'removed']), detail: z.string() })
      .nullable()
      .meta({ description: 'The first row that is not as it was written; null: none.' }),
    next: EventId.nullable(),
    head: z.object({ id: EventId, hash: z.string() }).nullable().meta({ description: 'The last row of the chain.' }),
  })
  .meta({ id: 'EventsVerification' });
export type EventsVerification = z.infer<typeof EventsVerification>;
