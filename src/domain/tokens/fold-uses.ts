import type { UsesMessage } from '../../contract/queue.ts';
import type { Outcome } from '../../contract/requests.ts';
import type { TokenStore } from '../../d1/tokens.ts';
import { dayOf } from './issue.ts';

const HOURS_A_DAY = 24;

/**
 * Folds what isolates saw into D1, in one batch. Times of use go forward only, so messages may come late, twice or out of
 * order. Counts are added: a message that comes twice, which the queue promises only to be rare, counts twice.
 */
export async function foldUses(
  { tokens }: { tokens: Pick<TokenStore, 'foldUses'> },
  messages: readonly UsesMessage[],
): Promise<void> {
  await tokens.foldUses({ uses: usesIn(messages), days: daysIn(messages), requests: requestsIn(messages) });
}

function usesIn(messages: readonly UsesMessage[]) {
  const latest = new Map<number, number>();
  for (const { uses } of messages) {
    // 0: the token was only refused.
    for (const [id, at] of uses) if (at > (latest.get(id) ?? 0)) latest.set(id, at);
  }
  return [...latest].map(([id, at]) => ({ id, at, day: dayOf(at) }));
}

function daysIn(messages: readonly UsesMessage[]) {
  const days = new Map<string, { day: number; tokenId: number; accepted: number; refused: number }>();
  for (const { hour, uses } of messages) {
    // From before requests were counted.
    if (hour === undefined) continue;
    const day = Math.floor(hour / HOURS_A_DAY);
    for (const [tokenId, , accepted = 0, refused = 0] of uses) {
      const key = `${day} ${tokenId}`;
      const sum = days.get(key) ?? { day, tokenId, accepted: 0, refused: 0 };
      days.set(key, { ...sum, accepted: sum.accepted + accepted, refused: sum.refused + refused });
    }
  }
  return [...days.values()];
}

function requestsIn(messages: readonly UsesMessage[]) {
  const counts = new Map<string, { hour: number; project: string; outcome: Outcome; count: number }>();
  for (const { hour, requests = [] } of messages) {
    if (hour === undefined) continue;
    for (const [project, outcome, count] of requests) {
      const key = `${hour} ${project} ${outcome}`;
      counts.set(key, { hour, project, outcome, count: count + (counts.get(key)?.count ?? 0) });
    }
  }
  return [...counts.values()];
}
