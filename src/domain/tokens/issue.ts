import { makeKey } from '../../contract/ids.ts';
import { tokenPrefix } from '../../contract/token-format.ts';
import { sha256 } from '../../crypto/digest.ts';
import type { Keyring } from '../../crypto/keyring.ts';
import { random12Bits } from '../../crypto/random.ts';
import { mintS3KeyId } from '../../crypto/s3-keys.ts';
import { seal } from '../../crypto/seal.ts';
import { mintToken } from '../../crypto/tag.ts';
import type { StoredSecret } from '../../d1/tokens/create.ts';
import type { TokenRecord } from '../../d1/tokens/record.ts';

/** What a new token's row says that is the creator's choice. One with an audience is signed. */
export type NewToken = Pick<
  TokenRecord,
  | 'type'
  | 'name'
  | 'description'
  | 'projects'
  | 'environments'
  | 'grants'
  | 'clients'
  | 'allowedIps'
  | 'allowedOrigins'
  | 'notBefore'
  | 'expiresAt'
  | 'ownerId'
  | 'retrievable'
> &
  Partial<Pick<TokenRecord, 'audience' | 'dpopKey' | 'parentId' | 'trustId' | 's3'>>;

/** The row of a new token, with an id drawn for `nowMs`. */
export function newRecord(token: NewToken, nowMs: number): TokenRecord {
  const nowSeconds = Math.floor(nowMs / 1000);
  const audience = token.audience ?? null;
  return {
    ...token,
    audience,
    dpopKey: token.dpopKey ?? null,
    parentId: token.parentId ?? null,
    trustId: token.trustId ?? null,
    s3: token.s3 ?? false,
    signedUntil: audience === null ? null : token.expiresAt,
    id: makeKey(nowMs, random12Bits()),
    version: 1,
    createdAt: nowSeconds,
    issuedAt: nowSeconds,
    secretNumber: 1,
    overlapEndsAt: null,
    disabledAt: null,
    revokedAt: null,
    revocationReason: null,
    lastUsedAt: null,
    activeDay: dayOf(nowSeconds),
  };
}

/** The day, since 1970, by which a token's idleness is told. */
export function dayOf(seconds: number): number {
  return Math.floor(seconds / 86_400);
}

export type NewSecret = { secret: string; stored: StoredSecret };

/**
 * A new secret for an opaque token: the string itself, and what is kept of it. Of a token that signs S3 requests it is the
 * id of a key pair: see `tell`. See also `issueSecret`.
 */
export async function newSecret(keyring: Keyring, record: TokenRecord): Promise<NewSecret> {
  const secret = record.s3 ? mintS3KeyId(keyring) : mintToken(keyring, tokenPrefix(record));
  const sealed = record.retrievable ? await seal(keyring, secret, sealingContext(record)) : null;
  return { secret, stored: { digest: sha256(secret), sealed, status: null } };
}

/** Binds a sealed secret to its token and its number, so that it opens for no other row. */
export function sealingContext(record: Pick<TokenRecord, 'id' | 'secretNumber'>): string {
  return `token:${record.id}:${record.secretNumber}`;
}
