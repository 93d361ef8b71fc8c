import { formatId } from '../../contract/ids.ts';
import { StorageError } from '../../contract/storage-error.ts';
import { equalBytes, sha256 } from '../../crypto/digest.ts';
import type { Keyring } from '../../crypto/keyring.ts';
import { open, seal } from '../../crypto/seal.ts';
import type { IdempotencyStore, KeptAnswer } from '../../d1/idempotency.ts';
import type { TokenRecord } from '../../d1/tokens/record.ts';
import type { TokenStore } from '../../d1/tokens.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';
import { findToken } from './change.ts';

/** The caller's `Idempotency-Key`, in a scope of its own: who asks for what. Of neither is more kept than a digest. */
export type Repeatable = { scope: string; key: string };

/** With what is asked: two requests that mean the same have the same words. */
export type Asked = Repeatable & { request: string };

/** A token with a secret that was made for it, or told of it. `secret` is the string that is looked up. */
export type Made = { record: TokenRecord; secret: string };

export type RepeatDeps = {
  tokens: Pick<TokenStore, 'find'>;
  idempotency: Pick<IdempotencyStore, 'find'>;
  keyring: Keyring;
  nowMs: number;
};

const DAY_SECONDS = 86_400;

/** What is kept of an answer, sealed, to be stored in the very batch of the change that it answers. */
export async function keepAnswer(
  { keyring, nowMs }: Pick<RepeatDeps, 'keyring' | 'nowMs'>,
  asked: Asked,
  { record, secret }: Made,
  seconds = DAY_SECONDS,
): Promise<KeptAnswer> {
  const answer = `${formatId('tok', record.id)} ${secret} ${record.secretNumber}`;
  return {
    key: keyOf(asked),
    requestDigest: sha256(asked.request),
    sealed: await seal(keyring, answer, contextOf(asked)),
    expiresAt: Math.floor(nowMs / 1000) + seconds,
  };
}

/**
 * The answer that this very request was given before, or null when there was none, or too long ago. The token is as it
 * is now; `replaced` says that it has another secret since. Denies with `idempotency_mismatch` what asks something else
 * with the same key, with `conflict` where the token is there no more.
 */
export async function repeatAnswer(
  deps: RepeatDeps,
  asked: Asked,
): Promise<Result<Made & { replaced: boolean }, Denial> | null> {
  const kept = await deps.idempotency.find(keyOf(asked), Math.floor(deps.nowMs / 1000));
  if (!kept) return null;
  if (!equalBytes(kept.requestDigest, sha256(asked.request))) return deny({ reason: 'idempotency_mismatch' });
  const answer = await open(deps.keyring, kept.sealed, contextOf(asked)).catch((cause) => {
    throw new StorageError('a kept answer does not open', { cause });
  });
  const [id = '', secret = '', number] = answer.split(' ');
  const record = await findToken(deps, id);
  if (record === null) return deny(GONE);
  return ok({ record, secret, replaced: record.secretNumber !== Number(number) });
}

const GONE: Denial = {
  reason: 'conflict',
  message: 'the token that this Idempotency-Key stands for is gone; take a new key',
};

function keyOf(repeatable: Repeatable): Uint8Array {
  return sha256(contextOf(repeatable));
}

function contextOf({ scope, key }: Repeatable): string {
  return `idempotency:${scope}:${key}`;
}
