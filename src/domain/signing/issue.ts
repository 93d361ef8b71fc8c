import { formatId } from '../../contract/ids.ts';
import { formatScopes } from '../../contract/scopes.ts';
import { MAX_SIGNED_LENGTH, type SignedClaims, STATUS_LIST_SIZE, statusListUri } from '../../contract/signed-tokens.ts';
import { StorageError } from '../../contract/storage-error.ts';
import { sha256 } from '../../crypto/digest.ts';
import { randomBelow } from '../../crypto/random.ts';
import { seal } from '../../crypto/seal.ts';
import { signJwt } from '../../crypto/signing.ts';
import type { StatusListStore } from '../../d1/status-lists.ts';
import type { StatusPlace } from '../../d1/tokens/create.ts';
import type { TokenRecord } from '../../d1/tokens/record.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';
import { type NewSecret, newSecret, sealingContext } from '../tokens/issue.ts';
import { derivedFrom } from '../tokens/view.ts';
import { findIssuer, findSigner, type SignerDeps } from './keys.ts';

export type IssueDeps = SignerDeps & { statusLists: Pick<StatusListStore, 'findFree' | 'open'> };

/** So many places are drawn at once: one of them is free until a list is nearly full. */
const DRAWN = 64;
const MAX_LISTS = 3;

/**
 * A new secret for a token: an opaque string, or a JWT where the token is signed. Denies with `limit_reached` what would
 * be too long to send, and with `conflict` where nobody knows the deployment's address.
 */
export async function issueSecret(deps: IssueDeps, record: TokenRecord): Promise<Result<NewSecret, Denial>> {
  if (record.signedUntil === null) return ok(await newSecret(deps.keyring, record));
  const issuer = await findIssuer(deps);
  if (issuer === null) return deny({ reason: 'conflict', message: 'signed tokens need PUBLIC_URL to be set' });
  const status = await drawPlace(deps);
  const claims = claimsOf(record, issuer, status);
  const secret = await signJwt(await findSigner(deps, record.signedUntil), 'at+jwt', claims);
  if (secret.length > MAX_SIGNED_LENGTH) {
    const message = `the signed token would be ${secret.length} characters, ${MAX_SIGNED_LENGTH} are allowed: give it fewer grants`;
    return deny({ reason: 'limit_reached', message });
  }
  const sealed = record.retrievable ? await seal(deps.keyring, secret, sealingContext(record)) : null;
  return ok({ secret, stored: { digest: sha256(secret), sealed, status } });
}

/** What a signed token says: RFC 9068. All of it stays true for as long as the JWT lives, or its status changes. */
function claimsOf(record: TokenRecord, issuer: string, { list, index }: StatusPlace): SignedClaims {
  const { id, audience, issuedAt, expiresAt, notBefore, grants, projects, environments, dpopKey } = record;
  const jti = formatId('tok', id);
  const client = derivedFrom(record) ?? jti;
  return {
    iss: issuer,
    sub: client,
    aud: audience ?? [issuer],
    client_id: client,
    jti,
    iat: issuedAt,
    exp: expiresAt ?? issuedAt,
    ...(notBefore !== null && { nbf: notBefore }),
    scope: formatScopes(grants),
    projects,
    environments,
    ...(dpopKey !== null && { cnf: { jkt: dpopKey } }),
    status: { status_list: { idx: index, uri: statusListUri(issuer, list) } },
  };
}

/** A place in the newest status list, at random, so that it tells nothing of when its token was made or for whom. */
async function drawPlace({ statusLists, nowMs }: IssueDeps): Promise<StatusPlace> {
  for (let lists = 0; lists < MAX_LISTS; lists += 1) {
    const candidates = Array.from({ length: DRAWN }, () => randomBelow(STATUS_LIST_SIZE));
    const { list, index } = await statusLists.findFree(candidates);
    if (index !== null) return { list, index };
    await statusLists.open(list, Math.floor(nowMs / 1000));
  }
  throw new StorageError('no place in a status list is free');
}
