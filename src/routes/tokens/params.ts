import { z } from 'zod';
import { viewToken } from '../../domain/tokens/view.ts';
import type { ApiContext } from '../context.ts';

/** A path parameter is any string: what is no id is answered like an id that does not exist. */
export const TokenParams = z.object({ id: z.string().meta({ example: 'tok_0a1b2c3d4e5' }) });

/** A token as this request may see it. */
export function view(c: ApiContext, record: Parameters<typeof viewToken>[0]) {
  return viewToken(record, Math.floor(c.env.nowMs / 1000));
}
