import { z } from 'zod';
import { ERROR_CODES } from './error-codes.ts';

/** RFC 9457 problem details with Jeton's own members. */
export const Problem = z
  .object({
    type: z.string().meta({ description: '`urn:jeton:error:` and the code.' }),
    title: z.string(),
    status: z.number().int(),
    detail: z.string().meta({ description: 'What was wrong with this very request; holds no secret.' }),
    // Any string when it is read: a newer deployment may know more codes than an older client.
    code: z.string().meta({
      description: 'For programs: what to do about each stands in docs/errors.md.',
      enum: Object.keys(ERROR_CODES),
    }),
    fix: z.string().meta({ description: 'What the caller can do about it.' }),
    requestId: z.string().meta({ description: 'Names the request in the log of the deployment.' }),
    scope: z.string().optional().meta({ description: 'With insufficient_scope: what is missing.' }),
    errors: z
      .array(z.object({ field: z.string(), message: z.string() }))
      .optional()
      .meta({ description: 'With invalid_request: the fields at fault.' }),
  })
  .meta({
    id: 'Problem',
    example: {
      type: 'urn:jeton:error:not_found',
      title: ERROR_CODES.not_found.title,
      status: 404,
      detail: 'There is nothing here that you may see.',
      code: 'not_found',
      fix: ERROR_CODES.not_found.fix,
      requestId: 'req_9b2f8c1e-0d52-4f43-9c1a-2f6a4d1c7e55',
    },
  });
export type Problem = z.infer<typeof Problem>;
