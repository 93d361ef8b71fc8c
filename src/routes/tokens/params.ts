import { z } from 'zod';
import { IdempotencyKey } from '../../contract/tokens.ts';
import { viewToken } from '../../domain/tokens/view.ts';
import type { ApiContext } from '../context.ts';

/** A path parameter is any string: what is no id is answered like an id that does not exist. */
export const TokenParams = z.object({ id: z.string().meta({ example: 'tok_0a1b2c3d4e5' }) });

/** Of a request that may be sent again when its answer is lost. */
export const IdempotencyHeaders = z.object({ 'idempotency-key': IdempotencyKey.optional() });

/** A token as this request may see it. */
export function view(c: ApiContext, record: Parameters<typeof viewToken>[0]) {
  return viewToken(record, Math.floor(c.env.nowMs / 1000));
}
