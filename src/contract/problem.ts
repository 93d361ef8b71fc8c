import { z } from 'zod';

/** RFC 9457 problem details with Jeton's own members. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    code: z.string(),
    fix: z.string(),
    requestId: z.string(),
    scope: z.string().optional().meta({ description: 'With insufficient_scope: what is missing.' }),
    errors: z
      .array(z.object({ field: z.string(), message: z.string() }))
      .optional()
      .meta({ description: 'With invalid_request: the fields at fault.' }),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;
