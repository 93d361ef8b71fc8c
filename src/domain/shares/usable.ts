import type { TokenRecord } from '../../d1/tokens/record.ts';
import type { TokenStore } from '../../d1/tokens.ts';
import type { UserStore } from '../../d1/users.ts';
import type { Denial } from '../denial.ts';
import { refuseEndedRecord } from '../tokens/change.ts';

/** Refuses to hand over a token that nobody could use: it has ended, it is disabled, or its owner is. */
export async function refuseUnusable(
  deps: { users: Pick<UserStore, 'find'>; nowMs: number },
  record: TokenRecord,
): Promise<Denial | null> {
  const ended = refuseEndedRecord(record, deps.nowMs);
  if (ended) return ended;
  if (record.disabledAt !== null) return { reason: 'conflict', message: 'the token is disabled; enable it first' };
  const owner = record.ownerId === null ? null : await deps.users.find(record.ownerId);
  if (owner === null || owner.disabledAt === null) return null;
  return { reason: 'conflict', message: 'the owner of the token is disabled' };
}

/** The sealed secret of a token that keeps one; null where handing over makes a new secret. */
export async function findKept(
  deps: { tokens: Pick<TokenStore, 'findSealedSecret'> },
  record: TokenRecord,
): Promise<Uint8Array | null> {
  return record.retrievable ? deps.tokens.findSealedSecret(record) : null;
}
