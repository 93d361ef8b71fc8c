import type { Grant } from '../../contract/grants.ts';
import { formatId, parseId } from '../../contract/ids.ts';
import { coversAll } from '../../contract/scopes.ts';
import { readUnverified, verifyForeign } from '../../crypto/foreign-jwt.ts';
import type { TrustedIssuerRecord, TrustedIssuerStore } from '../../d1/trusted-issuers.ts';
import type { NamedCaller, Origin } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { readScope } from '../oauth/derive.ts';
import type { Wanted } from '../oauth/wanted.ts';
import { deny, ok, type Result } from '../result.ts';
import { findIssuer, type KeyDeps } from '../signing/keys.ts';
import { refuseTooMany } from '../tokens/draft.ts';
import type { NewToken } from '../tokens/issue.ts';
import type { TokenLimits } from '../tokens/types.ts';
import { type Claims, isFor, keepsRules, refuseTimes } from './claims.ts';
import { type ForeignKeyDeps, findForeignKey } from './keys.ts';
import { nameGiven, tellOrigin } from './name.ts';

export type AcceptDeps = KeyDeps &
  ForeignKeyDeps & {
    trustedIssuers: Pick<TrustedIssuerStore, 'listTrusting'>;
    exchangedTokenMinutes: number;
    limits: TokenLimits;
  };

/** The token that is given, who gives it, and of which version that was: see `insertToken`. */
export type Accepted = { draft: NewToken; caller: NamedCaller; trust: { id: number; version: number } };

/** GitHub's have 2 kB, GitLab's 3. */
const MAX_FOREIGN_LENGTH = 8192;

/**
 * What the token of another issuer is exchanged for: is what is wanted a scope → shape → whose does it say to be → is that
 * one trusted → its key → signature → times → for us → rules of claims → covered by what the trust gives. Nobody is asked
 * for keys before the issuer is known to be trusted.
 *
 * Denies with `foreign_token_refused`, `issuer_unreachable`, and with `not_granted` a scope or an audience that no trust
 * gives whose rules it keeps. Nothing is kept of the token: it may be exchanged again until it ends.
 */
export async function acceptForeign(
  deps: AcceptDeps,
  from: Origin,
  subjectToken: string,
  wanted: Wanted,
  trustId: string | null,
): Promise<Result<Accepted, Denial>> {
  const scope = readWantedScope(deps, wanted.scope);
  if (!scope.ok) return scope;
  const said = subjectToken.length > MAX_FOREIGN_LENGTH ? null : readUnverified(subjectToken);
  if (said === null) return refused('it is no JWT that names its issuer and a key of it');
  const trusts = (await deps.trustedIssuers.listTrusting(said.issuer)).filter(isNamed(trustId));
  if (trusts.length === 0) return refused('its issuer is not trusted');
  const key = await findForeignKey(deps, said);
  if (!key.ok) return key;
  const claims = key.value === null ? null : await verifyForeign(key.value, subjectToken);
  if (claims === null || claims.iss !== said.issuer) return refused('its issuer did not sign it');
  const why = refuseTimes(claims, Math.floor(deps.nowMs / 1000));
  if (why !== null) return refused(why);
  const trust = chooseTrust(trusts, claims, scope.value);
  return trust.ok ? draftFor(deps, from, trust.value, claims, wanted, scope.value) : trust;
}

/** The first that lets the token in and gives what is wanted. */
function chooseTrust(
  trusts: readonly TrustedIssuerRecord[],
  claims: Claims,
  scope: readonly Grant[] | null,
): Result<TrustedIssuerRecord, Denial> {
  const forUs = trusts.filter(({ audience }) => isFor(audience, claims));
  if (forUs.length === 0) return refused('it is for another audience');
  const matching = forUs.filter((trust) => keepsRules(trust.claims, claims));
  const [first] = matching;
  if (!first) return refused('its claims keep the rules of no trusted issuer');
  const giving = matching.find(({ grants }) => scope === null || coversAll(grants, scope));
  return giving
    ? ok(giving)
    : notGranted('invalid_scope', 'the trusted issuer does not give all that the scope asks for');
}

async function draftFor(
  deps: AcceptDeps,
  from: Origin,
  trust: TrustedIssuerRecord,
  claims: Claims,
  wanted: Wanted,
  scope: Grant[] | null,
): Promise<Result<Accepted, Denial>> {
  const audience = await audienceFor(deps, trust, wanted);
  if (!audience.ok) return audience;
  const { id, version, projects, environments, grants, ownerId } = trust;
  const longest = Math.min(trust.tokenSeconds, deps.exchangedTokenMinutes * 60);
  const draft: NewToken = {
    type: 'access',
    name: nameGiven(trust.name, claims),
    description: tellOrigin(trust.issuer, claims),
    projects,
    environments,
    grants: scope ?? grants,
    clients: null,
    allowedIps: null,
    allowedOrigins: null,
    notBefore: null,
    expiresAt: Math.floor(deps.nowMs / 1000) + Math.min(wanted.seconds ?? longest, longest),
    ownerId,
    retrievable: false,
    audience: audience.value,
    dpopKey: wanted.dpopKey,
    parentId: null,
    trustId: id,
  };
  return ok({ draft, caller: { ...from, name: formatId('tru', id) }, trust: { id, version } });
}

/** A trust that names audiences gives tokens for no others. */
async function audienceFor(
  deps: KeyDeps,
  { tokenAudience }: TrustedIssuerRecord,
  { audience }: Wanted,
): Promise<Result<string[], Denial>> {
  if (audience?.some((name) => tokenAudience !== null && !tokenAudience.includes(name))) {
    return notGranted('invalid_target', 'the trusted issuer gives no tokens for that audience');
  }
  const named = audience ?? tokenAudience;
  if (named !== null) return ok([...new Set(named)]);
  const issuer = await findIssuer(deps);
  return issuer === null
    ? deny({ reason: 'conflict', message: 'signed tokens need PUBLIC_URL to be set' })
    : ok([issuer]);
}

function readWantedScope({ limits }: Pick<AcceptDeps, 'limits'>, scope: string | null): Result<Grant[] | null, Denial> {
  if (scope === null) return ok(null);
  const grants = readScope(scope);
  if (grants === null || grants.length === 0) {
    return notGranted('invalid_scope', 'the scope is not made of words like namespace:marketing:read');
  }
  const tooMany = refuseTooMany({ grants }, limits);
  return tooMany ? deny(tooMany) : ok(grants);
}

function isNamed(trustId: string | null): (trust: TrustedIssuerRecord) => boolean {
  const key = trustId === null ? null : parseId('tru', trustId);
  return ({ id }) => trustId === null || id === key;
}

function refused(why: string): { ok: false; denial: Denial } {
  return deny({ reason: 'foreign_token_refused', why });
}

function notGranted(code: 'invalid_scope' | 'invalid_target', message: string): { ok: false; denial: Denial } {
  return deny({ reason: 'not_granted', code, message });
}
