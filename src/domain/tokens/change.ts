import { formatId, parseId } from '../../contract/ids.ts';
import { StorageError } from '../../contract/storage-error.ts';
import type { AuditEvent } from '../../d1/journal.ts';
import type { TokenRecord } from '../../d1/tokens/record.ts';
import type { TokenStore } from '../../d1/tokens.ts';
import { type Caller, eventBy } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';
import type { SurroundingsDeps } from './authority.ts';
import { authorize, type TokenAction } from './authorize.ts';
import { viewToken } from './view.ts';

export type ChangeDeps = SurroundingsDeps & {
  tokens: Pick<TokenStore, 'find' | 'change'>;
  nowMs: number;
  /** Called with the token's id once its change is committed. */
  announce: (tokenId: number) => void;
};

/** What a change makes of a record: its new fields, or null where there is nothing to do. */
export type Decision = Result<{ action: string; fields: Partial<TokenRecord> } | null, Denial>;

/** Each retry means that another change of the very same token has just won. */
export const MAX_TRIES = 8;

/**
 * Reads a token, refuses whoever may not do `action` with it, lets `decide` say what becomes of it, and commits that with its audit row, its outbox row and its row
 * in the change feed. Starts over when another change got in between, so `decide` always sees the latest state.
 */
export async function changeToken(
  deps: ChangeDeps,
  caller: Caller,
  id: string,
  action: TokenAction,
  decide: (record: TokenRecord) => Decision,
): Promise<Result<TokenRecord, Denial>> {
  for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
    const from = await findToken(deps, id);
    if (!from) return deny({ reason: 'not_found' });
    const denial = await authorize(deps, caller, from, action);
    if (denial) return deny(denial);
    const decision = decide(from);
    if (!decision.ok) return decision;
    if (decision.value === null) return ok(from);
    const to = { ...from, ...decision.value.fields, version: from.version + 1 };
    const event = changeEvent(deps, caller, decision.value.action, from, to);
    const outcome = await deps.tokens.change({ from, to, event });
    if (outcome === 'changed') {
      deps.announce(to.id);
      return ok(to);
    }
    if (outcome === 'names_missing') {
      return deny({ reason: 'invalid', field: 'grants', message: 'name a namespace that does not exist' });
    }
  }
  throw new StorageError(`token ${id} kept changing under ${MAX_TRIES} tries`);
}

/** The token with this public id, or null: also for what is no id at all. */
export async function findToken(deps: { tokens: Pick<TokenStore, 'find'> }, id: string): Promise<TokenRecord | null> {
  const key = parseId('tok', id);
  return key === null ? null : deps.tokens.find(key);
}

/** The audit row of a change, with what the token was and what it became. */
export function changeEvent(
  deps: { nowMs: number },
  caller: Caller,
  action: string,
  from: TokenRecord,
  to: TokenRecord,
): AuditEvent {
  const nowSeconds = Math.floor(deps.nowMs / 1000);
  return eventBy(caller, nowSeconds, {
    action,
    target: formatId('tok', to.id),
    project: to.projects.length === 1 ? (to.projects[0] ?? null) : null,
    before: viewToken(from, nowSeconds),
    after: viewToken(to, nowSeconds),
  });
}

/** An ended token stays ended: nothing but another revocation makes sense for it. */
export function refuseEndedRecord(record: TokenRecord, nowMs: number): Denial | null {
  const expired = record.expiresAt !== null && record.expiresAt * 1000 <= nowMs;
  if (record.revokedAt === null && !expired) return null;
  return { reason: 'conflict', message: `the token ${expired ? 'has expired' : 'was revoked'}; create a new one` };
}
