import { formatId } from '../../contract/ids.ts';
import type { Introspection } from '../../contract/oauth.ts';
import { formatScopes } from '../../contract/scopes.ts';
import type { TokenCopy } from '../../contract/token-copy.ts';
import type { VerifyTokenBody } from '../../contract/tokens.ts';
import { signJwt } from '../../crypto/signing.ts';
import type { Caller } from '../caller.ts';
import { UNASKED } from '../dpop/possession.ts';
import { findIssuer, findSigner, type SignerDeps } from '../signing/keys.ts';
import type { VerifyDeps } from '../tokens/verify.ts';
import { projectsOf, verifyForGuard } from '../tokens/verify-for-caller.ts';
import { derivedFrom } from '../tokens/view.ts';

/**
 * What there is to know of a token, RFC 7662, for a caller with a part in one of its projects; `{active: false}` for any
 * other token, whatever is wrong with it. A key that it is bound to is told: the caller has its holder prove it.
 */
export async function introspectToken(
  deps: VerifyDeps,
  caller: Caller,
  clientId: string | null,
  asked: VerifyTokenBody,
): Promise<Introspection> {
  const guard = { projects: projectsOf(caller), clientId };
  const verdict = await verifyForGuard(deps, guard, asked, Math.floor(deps.nowMs / 1000), UNASKED);
  if (!verdict.ok) return { active: false };
  return describeToken(verdict.value, await findIssuer(deps));
}

/** The claims of a token, signed or not: of an opaque one they are what its JWT would say. */
function describeToken(copy: TokenCopy, issuer: string | null): Introspection {
  const { id, grants, notBefore, expiresAt, issuedAt, audience, dpopKey, projects, environments } = copy;
  const jti = formatId('tok', id);
  const client = derivedFrom(copy) ?? jti;
  const scope = formatScopes(grants);
  return {
    active: true,
    ...(scope !== '' && { scope }),
    client_id: client,
    token_type: dpopKey == null ? 'Bearer' : 'DPoP',
    ...(expiresAt !== null && { exp: expiresAt }),
    iat: issuedAt,
    ...(notBefore !== null && { nbf: notBefore }),
    sub: client,
    ...(audience != null && { aud: audience }),
    ...(issuer !== null && { iss: issuer }),
    jti,
    ...(dpopKey != null && { cnf: { jkt: dpopKey } }),
    projects,
    environments,
  };
}

/** An introspection as a JWT for the caller, RFC 9701; null where nobody knows who signs. */
export async function signIntrospection(
  deps: SignerDeps,
  caller: Caller,
  introspection: Introspection,
): Promise<string | null> {
  const iat = Math.floor(deps.nowMs / 1000);
  const iss = await findIssuer(deps);
  if (iss === null) return null;
  const claims = { iss, aud: formatId('tok', caller.token.id), iat, token_introspection: introspection };
  return signJwt(await findSigner(deps, iat), 'token-introspection+jwt', claims);
}
