import ipaddr from 'ipaddr.js';
import type { Requirement } from '../../contract/grants.ts';
import { covers } from '../../contract/scopes.ts';
import type { TokenCopy } from '../../contract/token-copy.ts';
import { TOKEN_TYPES, type TokenType } from '../../contract/token-types.ts';
import type { Denial } from '../denial.ts';
import type { Possession } from '../dpop/possession.ts';
import { belongsTo, decide, principalOf } from '../people/decide.ts';
import { TYPE_POLICIES } from './types.ts';

/**
 * What a request asks of the token that it presents; what is null is not asked. Its members may be getters: what a
 * token does not turn on, say the caller's address, is not read from the request.
 */
export type Attempt = {
  nowSeconds: number;
  /** The token types that the route takes. */
  types: readonly TokenType[] | null;
  /** Whether browsers call the route from other sites. */
  fromBrowsers: boolean;
  project: string | null;
  /** Whether a right held in any one project will do, where no project is asked. */
  anywhere: boolean;
  environment: string | null;
  /** The caller's address as the platform tells it; null when it tells none, which fails every `allowedIps`. */
  address: string | null;
  /** The SHA-256 fingerprint of the certificate that the client was verified by; null without one. */
  certificate: string | null;
  /** The client that the caller is, as the platform vouches for it by a service binding; null without one. */
  clientId: string | null;
  /** The `Origin` header. */
  origin: string | null;
  possession: Possession;
  requires: readonly Requirement[];
  /** Who asks, as a signed token must name it, by one of these names; null: not asked. */
  audience: string | readonly string[] | null;
  /** The projects of whoever asks about another's token; null where the holder itself presents it. */
  askedBy: readonly string[] | null;
};

/**
 * Another's (where somebody else asks)? → S3's own? → ended? → disabled? → not yet? → audience → type → project → environment → client →
 * address → origin: the first that refuses is the answer. Null: the holder may use the token here, if it proves the key
 * that the token is bound to; {@link checkGrants} comes after that.
 */
export function checkUse(copy: TokenCopy, attempt: Attempt): Denial | null {
  return (
    refuseStranger(copy, attempt.askedBy) ??
    refuseUnsigned(copy, attempt) ??
    refuseEnded(copy, attempt.nowSeconds) ??
    refuseDisabled(copy) ??
    refuseEarly(copy, attempt.nowSeconds) ??
    refuseAudience(copy, attempt) ??
    refuseType(copy, attempt) ??
    refuseProject(copy, attempt.project) ??
    refuseEnvironment(copy, attempt.environment) ??
    refuseClient(copy, attempt) ??
    refuseAddress(copy, attempt) ??
    refuseOrigin(copy, attempt)
  );
}

/** Who has no part in any of its projects learns nothing of a token, not even that it ended. */
function refuseStranger({ projects }: TokenCopy, askedBy: Attempt['askedBy']): Denial | null {
  if (askedBy === null || askedBy.includes('*') || projects.includes('*')) return null;
  return projects.some((project) => askedBy.includes(project)) ? null : { reason: 'unknown_token' };
}

/**
 * The id of an S3 key pair is no secret: it stands in every request, and in URLs that are passed on. Only a signature made
 * with its secret lets it in, and nothing else is let in by a signature.
 */
function refuseUnsigned({ s3 }: TokenCopy, { possession }: Attempt): Denial | null {
  // Copies from before there were S3 keys have no such field.
  return (s3 ?? false) === (possession.how === 'signature') ? null : { reason: 'unknown_token' };
}

function refuseEnded(copy: TokenCopy, nowSeconds: number): Denial | null {
  if (copy.revokedAt !== null) return { reason: 'revoked', at: copy.revokedAt };
  if (copy.expiresAt !== null && copy.expiresAt <= nowSeconds) return { reason: 'expired', at: copy.expiresAt };
  if (copy.secretEndsAt !== null && copy.secretEndsAt <= nowSeconds) {
    return { reason: 'replaced', at: copy.secretEndsAt };
  }
  return null;
}

/** Who is disabled takes their tokens along, of whatever type. */
function refuseDisabled({ type, disabledAt, owner }: TokenCopy): Denial | null {
  const ownerGone = owner ? !owner.enabled : TYPE_POLICIES[type].needsOwner;
  return disabledAt !== null || ownerGone ? { reason: 'disabled' } : null;
}

function refuseEarly({ notBefore }: TokenCopy, nowSeconds: number): Denial | null {
  return notBefore !== null && notBefore > nowSeconds ? { reason: 'not_yet_valid', notBefore } : null;
}

/** A token for another audience proves nothing here, RFC 9068 section 4: whoever it was sent to could send it on. */
function refuseAudience(copy: TokenCopy, attempt: Attempt): Denial | null {
  // Copies from before there were signed tokens have no such field.
  if (copy.audience == null) return null;
  const { audience } = attempt;
  if (audience === null) return null;
  const asked = typeof audience === 'string' ? [audience] : audience;
  return asked.some((name) => copy.audience?.includes(name)) ? null : { reason: 'wrong_audience' };
}

function refuseType({ type, allowedOrigins }: TokenCopy, attempt: Attempt): Denial | null {
  const { types: takes } = attempt;
  if (takes !== null && !takes.includes(type)) return { reason: 'wrong_type', type, takes };
  // A gateway that passes an origin on is told apart by the origins that its token names.
  if (!attempt.fromBrowsers || TYPE_POLICIES[type].browser !== 'refused' || allowedOrigins !== null) return null;
  return attempt.origin === null ? null : { reason: 'wrong_type', type, takes: BROWSER_TYPES };
}

const BROWSER_TYPES = TOKEN_TYPES.filter((type) => TYPE_POLICIES[type].browser === 'reads');

/** Another's project is answered like one that does not exist. */
function refuseProject(copy: TokenCopy, project: string | null): Denial | null {
  if (project === null) return null;
  const reaches = followsOwner(copy) ? belongsTo(principalOf(copy), project) : names(copy.projects, project);
  return reaches ? null : { reason: 'not_found' };
}

function followsOwner({ type }: TokenCopy): boolean {
  return TYPE_POLICIES[type].permission === 'owner_roles';
}

function refuseEnvironment({ environments }: TokenCopy, environment: string | null): Denial | null {
  if (environment === null || names(environments, environment)) return null;
  return { reason: 'wrong_environment', environment, allowed: environments };
}

/**
 * A client proves itself by its service binding, or by all that it names, its certificates and its addresses; one that
 * names nothing, and is no Worker with a binding, cannot.
 */
function refuseClient({ clients }: TokenCopy, attempt: Attempt): Denial | null {
  // Copies from before there were clients have no such field.
  if (clients == null) return null;
  const { clientId } = attempt;
  if (clientId !== null && clients.some(({ id }) => id === clientId)) return null;
  for (const { certificates, allowedIps } of clients) {
    if (certificates.length === 0 && allowedIps.length === 0) continue;
    const { certificate, address } = attempt;
    const certified = certificates.length === 0 || (certificate !== null && certificates.includes(certificate));
    if (certified && (allowedIps.length === 0 || (address !== null && withinAny(allowedIps, address)))) return null;
  }
  return { reason: 'wrong_client', clients: clients.map(({ id }) => id) };
}

function refuseAddress({ allowedIps }: TokenCopy, attempt: Attempt): Denial | null {
  if (allowedIps === null) return null;
  const { address } = attempt;
  return address !== null && withinAny(allowedIps, address) ? null : { reason: 'address_not_allowed' };
}

/** A token for browsers is good only from its origins; one that names origins is good nowhere else. */
function refuseOrigin({ type, allowedOrigins }: TokenCopy, attempt: Attempt): Denial | null {
  if (allowedOrigins === null && TYPE_POLICIES[type].browser !== 'reads') return null;
  const { origin } = attempt;
  if (origin === null) return allowedOrigins === null ? null : { reason: 'origin_not_allowed' };
  return names(allowedOrigins ?? [], origin) ? null : { reason: 'origin_not_allowed' };
}

/** Whether the token grants all that the attempt requires; null lets the request in. */
export function checkGrants(copy: TokenCopy, attempt: Attempt): Denial | null {
  const { requires } = attempt;
  if (requires.length === 0 || TYPE_POLICIES[copy.type].permission === 'everything') return null;
  const refuse = followsOwner(copy) ? refuseRole : refuseGrant;
  for (const need of requires) {
    const denial = refuse(copy, need, attempt);
    if (denial) return denial;
  }
  return null;
}

/** A list of projects that lost its last one grants nothing. */
function refuseGrant({ grants, projects }: TokenCopy, need: Requirement): Denial | null {
  return projects.length > 0 && covers(grants, need) ? null : { reason: 'insufficient_scope', need };
}

/** What the owner's roles permit at this moment, less what a group guards that the owner is not of. */
function refuseRole(copy: TokenCopy, need: Requirement, { project, anywhere, environment }: Attempt): Denial | null {
  const principal = principalOf(copy);
  const { resource, name, action } = need;
  const barred = resource === 'namespace' && copy.owner?.standing?.barred.includes(`${project}/${name}`);
  if (barred && !principal.everything) return { reason: 'insufficient_scope', need };
  const where = project === null ? (anywhere ? 'anywhere' : 'everywhere') : { project };
  const environments = environment === null ? null : [environment];
  const decision = decide(principal, { permission: `${resource}:${action}`, where, environments });
  return decision.allowed ? null : { reason: 'insufficient_scope', need };
}

function names(list: readonly string[], name: string): boolean {
  return list.includes(name) || list.includes('*');
}

/** Whether an address lies in one of the blocks. What is not an address in its usual spelling lies in none. */
export function withinAny(blocks: readonly string[], address: string): boolean {
  if (!ipaddr.IPv4.isValidFourPartDecimal(address) && !ipaddr.IPv6.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  return blocks.some((block) => {
    const [network, bits] = parseBlock(block);
    return network.kind() === parsed.kind() && parsed.match(network, bits);
  });
}

/** Reads `10.0.0.0/8` or a bare address as network and prefix length. Throws when it is neither. */
export function parseBlock(block: string): [ipaddr.IPv4 | ipaddr.IPv6, number] {
  if (block.includes('/')) return ipaddr.parseCIDR(block);
  const address = ipaddr.process(block);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
}
