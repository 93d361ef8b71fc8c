import { z } from 'zod';
import { ListTokensQuery } from './tokens.ts';

const Day = z.iso.date().meta({ description: 'A day, UTC.', example: '2026-12-01' });
const Count = z.number().int();

/** The filters of the list, but for those that would leave out ends. */
export const ListExpirationsQuery = ListTokensQuery.pick({
  type: true,
  project: true,
  environment: true,
  namespace: true,
  owner: true,
}).extend({
  days: z.coerce.number().int().min(1).max(366).default(90).meta({ description: 'How many days, from today on.' }),
});
export type ListExpirationsQuery = z.infer<typeof ListExpirationsQuery>;

export const TokenExpirations = z
  .object({
    from: Day.meta({ description: 'Today, UTC: the first of the days.' }),
    days: z
      .array(z.object({ date: Day, count: Count.meta({ example: 3 }) }))
      .meta({ description: 'Days on which no token ends are left out.' }),
    later: Count.meta({ description: 'What ends after the last of the days.', example: 12 }),
    never: Count.meta({ description: 'What has no end.', example: 1 }),
    total: Count.meta({ description: 'All of them.', example: 16 }),
  })
  .meta({ id: 'TokenExpirations' });
export type TokenExpirations = z.infer<typeof TokenExpirations>;
