import { StorageError } from '../../contract/storage-error.ts';
import type { TokenCopy } from '../../contract/token-copy.ts';
import type { TokenRecord } from '../../d1/tokens/record.ts';
import type { Caller, Origin } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { deny, type Result } from '../result.ts';
import { findIssuer } from '../signing/keys.ts';
import type { Attempt } from '../tokens/check.ts';
import { type CreateDeps, insertToken } from '../tokens/create.ts';
import type { NewToken } from '../tokens/issue.ts';
import { TYPE_POLICIES } from '../tokens/types.ts';
import { type VerifyDeps, verifyToken } from '../tokens/verify.ts';
import { delegateToken } from './delegate.ts';
import { deriveToken, type Places, refuseSubject } from './derive.ts';
import type { Wanted } from './wanted.ts';

export type ExchangeDeps = Omit<CreateDeps, 'tokens'> &
  Omit<VerifyDeps, 'tokens'> & {
    tokens: CreateDeps['tokens'] & VerifyDeps['tokens'];
    /** The longest life of what is exchanged. */
    exchangedTokenMinutes: number;
  };

/** A token that is to be exchanged: its string, how it was presented, and what was found of it. */
export type Subject = {
  presented: string;
  attempt: Attempt;
  found: TokenCopy;
  /** Whether it comes as the client itself, and not as what the client exchanges. */
  asClient: boolean;
};

export type Issued = { record: TokenRecord; secret: string };

/** Each try more means that the subject was changed in the very moment before. */
const MAX_TRIES = 4;

/**
 * Exchanges a token for a signed one that is shorter and can do no more: may it be exchanged? → scope, places and audience →
 * insert, if the subject is still as it was found, else look again. So nothing is issued for a token that has ended.
 */
export async function exchangeToken(
  deps: ExchangeDeps,
  from: Origin,
  subject: Subject,
  wanted: Wanted,
  places: Places,
): Promise<Result<Issued, Denial>> {
  let copy = subject.found;
  for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
    const caller = { ...from, token: copy };
    const draft = await draftToken(deps, caller, subject, wanted, places);
    if (!draft.ok) return draft;
    const source = { kind: 'token' as const, id: copy.id, version: copy.version };
    const made = await insertToken(deps, caller, draft.value, source);
    if (made.ok || made.denial.reason !== 'source_changed') return made;
    const again = await verifyToken(deps, subject.presented, subject.attempt, 'strict');
    if (!again.ok) return again;
    copy = again.value.copy;
  }
  throw new StorageError(`a token kept changing under ${MAX_TRIES} tries to exchange it`);
}

async function draftToken(
  deps: ExchangeDeps,
  caller: Caller,
  { asClient }: Subject,
  wanted: Wanted,
  places: Places,
): Promise<Result<NewToken, Denial>> {
  const { token } = caller;
  const issuer = await findIssuer(deps);
  if (issuer === null) return deny({ reason: 'conflict', message: 'signed tokens need PUBLIC_URL to be set' });
  const { dpopKey } = wanted;
  // Held before, but the key of the subject may have been changed since.
  if (token.dpopKey != null && token.dpopKey !== dpopKey) {
    return deny({ reason: 'bad_proof', why: 'it was made with another key' });
  }
  const refusal = refuseSubject(token, dpopKey) ?? refuseOwners(token, asClient);
  if (refusal !== null) {
    // RFC 8693 section 2.2.2 has a subject token that is unacceptable as an invalid request.
    return deny(asClient ? notAuthorized(refusal) : { reason: 'invalid', field: 'subject_token', message: refusal });
  }
  const { nowMs, exchangedTokenMinutes, limits } = deps;
  const terms = { nowSeconds: Math.floor(nowMs / 1000), maxSeconds: exchangedTokenMinutes * 60, issuer, limits };
  const derives = TYPE_POLICIES[token.type].signable;
  return derives ? deriveToken(token, wanted, places, terms) : delegateToken(deps, caller, wanted, places, terms);
}

/** Client credentials are for machines; a person's token is exchanged where the scope has to be named. */
function refuseOwners({ type }: TokenCopy, asClient: boolean): string | null {
  if (!asClient || TYPE_POLICIES[type].permission === 'grants') return null;
  return `a token of type ${type} is no client: exchange it, naming a scope`;
}

function notAuthorized(message: string): Denial {
  return { reason: 'not_granted', code: 'unauthorized_client', message };
}
