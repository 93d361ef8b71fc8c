import { type Redeemed, ShareCode } from '../../contract/shares.ts';
import { StorageError } from '../../contract/storage-error.ts';
import { sha256 } from '../../crypto/digest.ts';
import { open } from '../../crypto/seal.ts';
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
    /** Called with the token's id once its change is committed. */
    announce: (tokenId: number) => void;
  };

/** One answer for every code that does not work: a stranger learns nothing of links, tokens or people. */
const GONE: Denial = { reason: 'not_found' };

/**
 * Uses a link: tells the kept secret of a retrievable token, or makes a new one, which ends the one before. That is one
 * batch with the link's end, so that of two who use it at once one gets the secret and the other `not_found`.
 *
 * If the answer is lost so is the secret: the link is used up all the same.
 */
export async function redeemShare(deps: RedeemDeps, visitor: Visitor, code: string): Promise<Result<Redeemed, Denial>> {
  if (!ShareCode.safeParse(code).success) return deny(GONE);
  const nowSeconds = Math.floor(deps.nowMs / 1000);
  for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
    const share = await deps.shares.findOpen(sha256(code), nowSeconds);
    const record = share && (await deps.tokens.find(share.tokenId));
    if (!share || !record || (await refuseUnusable(deps, record))) return deny(GONE);
    if (!(await mayStillShare(deps, share.createdBy, record))) return deny(GONE);
    const kept = await findKept(deps, record);
    const redeemed = kept
      ? await tellKept(deps, visitor, share, record, kept)
      : await replaceSecret(deps, visitor, share, record);
    if (redeemed) return ok(redeemed);
  }
  throw new StorageError(`a shared token kept changing under ${MAX_TRIES} tries`);
}

async function tellKept(
  deps: RedeemDeps,
  visitor: Visitor,
  share: ShareRecord,
  record: TokenRecord,
  sealed: Uint8Array,
): Promise<Redeemed | null> {
  const secret = await open(deps.keyring, sealed, sealingContext(record)).catch((cause) => {
    throw new StorageError('a kept secret does not open', { cause });
  });
  const told = tell(deps.keyring, record, secret);
  const at = Math.floor(deps.nowMs / 1000);
  const revealed = visitorEvent(visitor, share, { action: 'token.revealed', from: record, to: record, at });
  const done = await deps.shares.redeemKept(claimOf(visitor, share, record, record, at), revealed);
  return done ? { token: viewHeld(record, at), ...told } : null;
}

async function replaceSecret(
  deps: RedeemDeps,
  visitor: Visitor,
  share: ShareRecord,
  from: TokenRecord,
): Promise<Redeemed | null> {
  const to = nextOf(from, from.expiresAt, 0, deps.nowMs);
  const issued = await issueSecret(deps, to);
  if (!issued.ok) return null;
  const { secret, stored } = issued.value;
  const at = Math.floor(deps.nowMs / 1000);
  const event = visitorEvent(visitor, share, { action: 'token.refreshed', from, to, at });
  const use = claimOf(visitor, share, from, to, at);
  const outcome = await deps.tokens.refresh({ from, to, event, secret: stored, kept: null, use });
  if (outcome !== 'changed') return null;
  deps.announce(to.id);
  return { token: viewHeld(to, at), ...tell(deps.keyring, to, secret) };
}

function claimOf(visitor: Visitor, share: ShareRecord, from: TokenRecord, to: TokenRecord, at: number): Claim {
  const event = visitorEvent(visitor, share, { action: 'token.share_redeemed', from, to, at });
  return { shareId: share.id, tokenVersion: to.version, event };
}
