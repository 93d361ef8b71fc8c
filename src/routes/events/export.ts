import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { ExportEventsQuery } from '../../contract/events.ts';
import { exportEvents } from '../../domain/events/export.ts';
import { describe } from '../../invocation.ts';
import type { Api } from '../api.ts';
import { authenticate } from '../authenticate.ts';
import type { ApiContext } from '../context.ts';
import { BEARER, manages, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { requestId } from '../request-id.ts';

const NDJSON = 'application/x-ndjson';

const route = createRoute({
  method: 'get',
  path: '/v1/events.ndjson',
  operationId: 'exportEvents',
  tags: ['events'],
  summary: 'Stream the audit trail, oldest first, one event a line; go on with `after` where an answer ended',
  security: BEARER,
  middleware: [authenticate(manages('event', 'read', { inAskedProject: true }))] as const,
  request: { query: ExportEventsQuery },
  responses: {
    200: {
      description: 'An Event a line. A line without its line break is not whole: the connection broke',
      content: { [NDJSON]: { schema: z.string() } },
    },
    ...problems('invalid_request', 'insufficient_scope', 'wrong_token_type', 'not_found'),
  },
});

export function exportAll(api: Api): void {
  api.openapi(route, async (c) => {
    const result = await exportEvents(c.env.services, c.req.valid('query'));
    if (!result.ok) return fail(c, result.denial);
    return new Response(streamOf(c, result.value), { headers: { 'Content-Type': NDJSON } });
  });
}

/** A body that takes the next piece only when the one before has been read: the reader sets the pace. */
function streamOf(c: ApiContext, pieces: AsyncGenerator<string, void>): ReadableStream<Uint8Array> {
  const id = requestId(c);
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const piece = await pieces.next().catch((error: unknown) => {
          console.error(JSON.stringify({ message: 'an export broke off', requestId: id, error: describe(error) }));
          throw error;
        });
        if (piece.done) controller.close();
        else controller.enqueue(encoder.encode(piece.value));
      },
      async cancel() {
        await pieces.return();
      },
    },
    { highWaterMark: 0 },
  );
}
