import { REPEAT_SECONDS, type Redeemed, ShareCode } from '../../contract/shares.ts';
import { StorageError } from '../../contract/storage-error.ts';
import { sha256 } from '../../crypto/digest.ts';
import { open } from '../../crypto/seal.ts';
import type { IdempotencyStore, KeptAnswer } from '../../d1/idempotency.ts';
import type { Claim } from '../../d1/shares/end.ts';
import type { ShareRecord } from '../../d1/shares/record.ts';
import type { ShareStore } from '../../d1/shares.ts';
import type { TokenRecord } from '../../d1/tokens/record.ts';
import type { TokenStore } from '../../d1/tokens.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';
import { type IssueDeps, issueSecret } from '../signing/issue.ts';
import { MAX_TRIES } from '../tokens/change.ts';
import { sealingContext } from '../tokens/issue.ts';
import { type Asked, keepAnswer, type Made, repeatAnswer } from '../tokens/keep-answer.ts';
import { nextOf } from '../tokens/refresh.ts';
import { tell } from '../tokens/tell.ts';
import { type Visitor, visitorEvent } from './audit.ts';
import { mayStillShare, type SenderDeps } from './sender.ts';
import { findKept, refuseUnusable } from './usable.ts';
import { viewHeld } from './view.ts';

export type RedeemDeps = SenderDeps &
  IssueDeps & {
    tokens: Pick<TokenStore, 'find' | 'findSealedSecret' | 'refresh'>;
    shares: Pick<ShareStore, 'findOpen' | 'redeemKept'>;
    idempotency: Pick<IdempotencyStore, 'find'>;
    /** Called with the token's id once its change is committed. */
    announce: (tokenId: number) => void;
  };

/** One answer for every code that does not work: a stranger learns nothing of links, tokens or people. */
const GONE: Denial = { reason: 'not_found' };

/**
 * Uses a link: tells the kept secret of a retrievable token, or makes a new one, which ends the one before. That is one
 * batch with the link's end, so that of two who use it at once one gets the secret and the other `not_found`.
 *
 * If the answer is lost so is the secret: the link is used up all the same. Only with the very `key` that it was used with
 * can the answer be had again, for ten minutes: whoever has just the code, from the same mail, does not know that.
 */
export async function redeemShare(
  deps: RedeemDeps,
  visitor: Visitor,
  code: string,
  key: string | null,
): Promise<Result<Redeemed, Denial>> {
  if (!ShareCode.safeParse(code).success) return deny(GONE);
  const nowSeconds = Math.floor(deps.nowMs / 1000);
  const asked = key === null ? null : { scope: `share:${code}`, key, request: '' };
  for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
    const repeated = asked && (await repeatUse(deps, asked));
    if (repeated) return repeated;
    const share = await deps.shares.findOpen(sha256(code), nowSeconds);
    const record = share && (await deps.tokens.find(share.tokenId));
    if (!share || !record || (await refuseUnusable(deps, record))) return deny(GONE);
    if (!(await mayStillShare(deps, share.createdBy, record))) return deny(GONE);
    const kept = await findKept(deps, record);
    const redeemed = kept
      ? await tellKept(deps, { visitor, share, record, asked }, kept)
      : await replaceSecret(deps, { visitor, share, record, asked });
    if (redeemed) return ok(redeemed);
  }
  throw new StorageError(`a shared token kept changing under ${MAX_TRIES} tries`);
}

/** The answer that a link was used for, while it is true: the token works, and by no other secret. */
async function repeatUse(deps: RedeemDeps, asked: Asked): Promise<Result<Redeemed, Denial> | null> {
  const repeated = await repeatAnswer(deps, asked);
  if (repeated === null) return null;
  if (!repeated.ok || repeated.value.replaced || (await refuseUnusable(deps, repeated.value.record))) return deny(GONE);
  return ok(show(deps, repeated.value));
}

function show({ keyring, nowMs }: Pick<RedeemDeps, 'keyring' | 'nowMs'>, { record, secret }: Made): Redeemed {
  return { token: viewHeld(record, Math.floor(nowMs / 1000)), ...tell(keyring, record, secret) };
}

/** A link that is being used, by whom, and for which token. */
type Use = { visitor: Visitor; share: ShareRecord; record: TokenRecord; asked: Asked | null };

async function tellKept(deps: RedeemDeps, use: Use, sealed: Uint8Array): Promise<Redeemed | null> {
  const { visitor, share, record } = use;
  const secret = await open(deps.keyring, sealed, sealingContext(record)).catch((cause) => {
    throw new StorageError('a kept secret does not open', { cause });
  });
  // Told before it is used up: what cannot be told must not use the link.
  const told = show(deps, { record, secret });
  const at = Math.floor(deps.nowMs / 1000);
  const revealed = visitorEvent(visitor, share, { action: 'token.revealed', from: record, to: record, at });
  const kept = await keep(deps, use.asked, { record, secret });
  const done = await deps.shares.redeemKept(claimOf(visitor, share, record, record, at), revealed, kept);
  return done ? told : null;
}

async function replaceSecret(deps: RedeemDeps, { visitor, share, record: from, asked }: Use): Promise<Redeemed | null> {
  const to = nextOf(from, from.expiresAt, 0, deps.nowMs);
  const issued = await issueSecret(deps, to);
  if (!issued.ok) return null;
  const { secret, stored } = issued.value;
  const at = Math.floor(deps.nowMs / 1000);
  const event = visitorEvent(visitor, share, { action: 'token.refreshed', from, to, at });
  const use = claimOf(visitor, share, from, to, at);
  const kept = await keep(deps, asked, { record: to, secret });
  const outcome = await deps.tokens.refresh({ from, to, event, secret: stored, kept, use });
  if (outcome !== 'changed') return null;
  deps.announce(to.id);
  return show(deps, { record: to, secret });
}

async function keep(deps: RedeemDeps, asked: Asked | null, made: Made): Promise<KeptAnswer | null> {
  return asked && keepAnswer(deps, asked, made, REPEAT_SECONDS);
}

function claimOf(visitor: Visitor, share: ShareRecord, from: TokenRecord, to: TokenRecord, at: number): Claim {
  const event = visitorEvent(visitor, share, { action: 'token.share_redeemed', from, to, at });
  return { shareId: share.id, tokenVersion: to.version, event };
}
