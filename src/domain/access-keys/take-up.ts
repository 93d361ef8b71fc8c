import type { AccessKeyStore } from '../../d1/access-keys.ts';
import { type ActivateDeps, activateKey } from './activate.ts';
import { type AnswerDeps, answerLookup } from './look-up.ts';

export type TakeUpDeps = ActivateDeps &
  AnswerDeps & { accessKeys: Pick<AccessKeyStore, 'listOpenRequests' | 'listOpenLookups'> };

/** Each takes two or three queries, of which an invocation has 1,000, 50 on the free plan. */
const PER_RUN = 10;

type TakenUp = { activated: number; failed: number; answered: number; more: boolean };

/**
 * Takes up what messages have left behind: one was lost, or its work failed. One that fails again holds up no other; the
 * first failure is thrown in the end.
 */
export async function takeUpKeys(deps: TakeUpDeps): Promise<TakenUp> {
  const [requests, lookups] = await Promise.all([
    deps.accessKeys.listOpenRequests(PER_RUN),
    deps.accessKeys.listOpenLookups(PER_RUN),
  ]);
  const done = await Promise.allSettled(requests.map((id) => activateKey(deps, id)));
  const answers = await Promise.allSettled(lookups.map((id) => answerLookup(deps, id)));
  for (const each of [...done, ...answers]) if (each.status === 'rejected') throw each.reason;
  const count = (what: string) => done.filter((each) => each.status === 'fulfilled' && each.value === what).length;
  return {
    activated: count('activated'),
    failed: count('failed'),
    answered: lookups.length,
    more: requests.length === PER_RUN || lookups.length === PER_RUN,
  };
}
