import { z } from 'zod';
import { viewSubscription } from '../../domain/subscriptions/view.ts';
import type { ApiContext } from '../context.ts';

/** A path parameter is any string: what is no id is answered like an id that does not exist. */
export const SubscriptionParams = z.object({ id: z.string().meta({ example: 'sub_0000000001a' }) });

/** A subscription as this request may see it. */
export function view(c: ApiContext, record: Parameters<typeof viewSubscription>[0]) {
  return viewSubscription(record, Math.floor(c.env.nowMs / 1000));
}
