import { queryOptions } from '@tanstack/react-query';
import type { Schemas } from '../../../client/api/index.ts';
import { ask, jeton } from '../../api/jeton.ts';
import { queries } from '../../api/queries.ts';
import type { Session } from '../../api/session.ts';
import { may } from '../../app/rights.ts';

export type Subscription = Schemas['Subscription'];

export const oneSubscription = (id: string) =>
  queryOptions({
    queryKey: ['subscriptions', 'one', id],
    queryFn: ({ signal }) => ask(jeton.getSubscription({ path: { id }, signal })),
  });

/** Its owner may have been told since that its deliveries have stopped: that is no word of its receiver. */
const LOOKED_AT = 3;

/** What a subscription was told last; null: nothing so far. */
export const latestDelivery = (subscription: string) =>
  queryOptions({
    queryKey: ['deliveries', 'list', 'latest', subscription],
    queryFn: async ({ signal }) => {
      const { items } = await ask(jeton.listNotifications({ query: { subscription, limit: LOOKED_AT }, signal }));
      return items.find(({ event }) => event !== 'subscription.disabled') ?? null;
    },
  });

/** Something of the subscriptions has changed. */
export function refetchSubscriptions(): Promise<void> {
  return queries.invalidateQueries({ queryKey: ['subscriptions'] });
}

/** Whether one may do something with a subscription to a project; without a project, it is to all of them. */
export function maySubscription(
  session: Session,
  action: 'create' | 'update' | 'delete',
  project: string | undefined,
): boolean {
  return may(session, `subscription:${action}`, project === undefined ? 'everywhere' : { project });
}
