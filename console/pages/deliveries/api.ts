import { queryOptions } from '@tanstack/react-query';
import { pages, type Schemas } from '../../../client/api/index.ts';
import { ask, jeton } from '../../api/jeton.ts';
import { queries } from '../../api/queries.ts';

export type Delivery = Schemas['Notification'];

const PAGE = 200;
/** The API gives deliveries by the page only: one is looked for among the latest thousand. */
const MAX_PAGES = 5;

/** What is due within so long is looked at so often: the queue takes a second or two, the cron behind it a minute. */
const SOON_MS = 90_000;
const SOON_EVERY_MS = 1_500;
const LATER_EVERY_MS = 30_000;

/** One delivery, followed while it is owed; null: not among the latest. `subscription` makes the search a short one. */
export const oneDelivery = (id: string, subscription?: string | null) =>
  queryOptions({
    queryKey: ['deliveries', 'one', id],
    queryFn: ({ signal }) => find(id, subscription ?? undefined, signal),
    refetchInterval: ({ state }) => followEveryMs(state.data ? [state.data] : []),
    staleTime: 0,
  });

/** How often deliveries are asked for anew; false: none of them is owed. */
export function followEveryMs(deliveries: readonly Delivery[], nowMs = Date.now()): number | false {
  const owed = deliveries.filter(({ status }) => status === 'pending');
  if (owed.length === 0) return false;
  return owed.some((one) => isSoon(one, nowMs)) ? SOON_EVERY_MS : LATER_EVERY_MS;
}

/** While an attempt is under way, the next one is said to be minutes off: should this one be lost. */
function isSoon({ attempts, lastAttemptAt, nextAttemptAt }: Delivery, nowMs: number): boolean {
  if (attempts === 0 || nextAttemptAt === null || Date.parse(nextAttemptAt) < nowMs + SOON_MS) return true;
  return lastAttemptAt !== null && Date.parse(lastAttemptAt) > nowMs - SOON_MS;
}

/** Sends one that has ended again, and has all that is shown of it know. */
export async function redeliver(id: string): Promise<Delivery> {
  const delivery = await ask(jeton.redeliverNotification({ path: { id } }));
  noteDelivery(delivery);
  return delivery;
}

/** The API has just told of a delivery. */
export function noteDelivery(delivery: Delivery): void {
  queries.setQueryData(oneDelivery(delivery.id).queryKey, delivery);
  queries.invalidateQueries({ queryKey: ['deliveries', 'list'] });
}

async function find(id: string, subscription: string | undefined, signal: AbortSignal): Promise<Delivery | null> {
  const query = { limit: PAGE, ...(subscription !== undefined && { subscription }) };
  let left = MAX_PAGES;
  for await (const page of pages(jeton.listNotifications, { query, signal })) {
    const { items } = await ask(Promise.resolve(page));
    const found = items.find((each) => each.id === id);
    left -= 1;
    if (found || left === 0) return found ?? null;
  }
  return null;
}
