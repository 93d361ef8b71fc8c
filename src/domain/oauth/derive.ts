import { Grants } from '../../contract/grants.ts';
import { coversAll, parseScopes } from '../../contract/scopes.ts';
import type { TokenCopy } from '../../contract/token-copy.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';
import { refuseTooMany } from '../tokens/draft.ts';
import type { NewToken } from '../tokens/issue.ts';
import { type TokenLimits, TYPE_POLICIES } from '../tokens/types.ts';
import { derivedFrom } from '../tokens/view.ts';
import type { Wanted } from './wanted.ts';

/** Where the token shall be good, of where its subject is; null: everywhere that that is. */
export type Places = { project: string | null; environments: string[] | null };

export type Terms = { nowSeconds: number; maxSeconds: number; issuer: string; limits: TokenLimits };

/**
 * The token that another one is exchanged for: of the same type, owner, projects and environments, signed, with no more grants than
 * are asked for, and never alive after it. Denies with `not_granted` whatever would be more than the subject has.
 */
export function deriveToken(
  subject: TokenCopy,
  wanted: Wanted,
  places: Places,
  terms: Terms,
): Result<NewToken, Denial> {
  const grants = narrowGrants(subject, wanted.scope, terms.limits);
  if (!grants.ok) return grants;
  const projects = narrowed(subject.projects, places.project === null ? null : [places.project]);
  const environments = narrowed(subject.environments, places.environments);
  if (projects === null) return notGranted('invalid_scope', 'the token is not for that project');
  if (environments === null) return notGranted('invalid_scope', 'the token is not for that environment');
  return finishToken(subject, { type: subject.type, projects, environments, grants: grants.value }, wanted, terms);
}

type Powers = Pick<NewToken, 'type' | 'projects' | 'environments' | 'grants'>;

/** A token of these powers, as far as it does not turn on them: exchanged from a subject, and ending with it. */
export function finishToken(
  subject: TokenCopy,
  powers: Powers,
  wanted: Wanted,
  terms: Terms,
): Result<NewToken, Denial> {
  const audience = narrowAudience(subject.audience ?? null, wanted.audience, terms.issuer);
  if (!audience.ok) return audience;
  return ok({
    ...powers,
    name: `exchanged from ${subject.name}`.slice(0, MAX_NAME).replace(/[\ud800-\udbff]$/, ''),
    description: null,
    clients: null,
    allowedIps: null,
    allowedOrigins: null,
    notBefore: null,
    expiresAt: endOf(subject, wanted.seconds, terms),
    ownerId: subject.owner?.id ?? null,
    retrievable: false,
    audience: audience.value,
    dpopKey: wanted.dpopKey,
    parentId: subject.id,
  });
}

/**
 * Refuses what is not exchanged at all: a token that was itself, so that an hour is an hour; one that is public; one whose
 * projects are gone; and one that is bound to where it is used from, for others who check a signed token could not keep
 * to that, unless a key is proved that it is bound to instead. Null: it may be.
 */
export function refuseSubject(subject: TokenCopy, dpopKey: string | null): string | null {
  const { type, clients, allowedIps, allowedOrigins, projects } = subject;
  const policy = TYPE_POLICIES[type];
  if (derivedFrom(subject) !== null) return 'the token was exchanged itself: exchange what it came from';
  if (!policy.secret) return `a token of type ${type} is public by nature`;
  if (projects.length === 0) return 'the projects of the token are gone';
  const bound = clients != null ? 'clients' : allowedIps !== null ? 'addresses' : allowedOrigins !== null && 'origins';
  if (!bound || dpopKey !== null) return null;
  return `the token is bound to ${bound}, which a signed token cannot be: prove a key (DPoP) that it can be bound to`;
}

const MAX_NAME = 100;

function narrowGrants(
  { grants }: TokenCopy,
  scope: string | null,
  limits: TokenLimits,
): Result<NewToken['grants'], Denial> {
  if (scope === null) return ok(grants);
  const asked = readScope(scope);
  if (asked === null)
    return notGranted('invalid_scope', 'the scope is not made of words like namespace:marketing:read');
  if (!coversAll(grants, asked))
    return notGranted('invalid_scope', 'the token does not have all that the scope asks for');
  const tooMany = refuseTooMany({ grants: asked }, limits);
  return tooMany ? deny(tooMany) : ok(asked);
}

/** The grants of a scope, within the bounds that hold for any token's; null where it is none. */
export function readScope(scope: string): NewToken['grants'] | null {
  const grants = Grants.safeParse(parseScopes(scope));
  return grants.success ? grants.data : null;
}

/** What is asked for, where all of it is held; null where it is not. */
function narrowed(held: readonly string[], asked: readonly string[] | null): string[] | null {
  if (asked === null) return [...held];
  return held.includes('*') || asked.every((name) => held.includes(name)) ? [...new Set(asked)] : null;
}

/** A signed token is for its audience, and so is what is exchanged for it; an opaque one says nothing of that. */
function narrowAudience(held: string[] | null, asked: string[] | null, issuer: string): Result<string[], Denial> {
  if (held === null) return ok(asked ?? [issuer]);
  if (asked === null) return ok(held);
  if (asked.every((name) => held.includes(name))) return ok(asked);
  return notGranted('invalid_target', 'the token that is exchanged is not for that audience');
}

function endOf(
  { expiresAt, secretEndsAt }: TokenCopy,
  seconds: number | null,
  { nowSeconds, maxSeconds }: Terms,
): number {
  const never = Number.POSITIVE_INFINITY;
  return Math.min(nowSeconds + Math.min(seconds ?? never, maxSeconds), expiresAt ?? never, secretEndsAt ?? never);
}

function notGranted(code: 'invalid_scope' | 'invalid_target', message: string): { ok: false; denial: Denial } {
  return deny({ reason: 'not_granted', code, message });
}
