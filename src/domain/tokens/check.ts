import ipaddr from 'ipaddr.js';
import { covers, type Grant, type Requirement } from '../../contract/grants.ts';
import type { TokenCopy } from '../../contract/token-copy.ts';
import type { TokenType } from '../../contract/tokens.ts';
import type { Denial } from '../denial.ts';
import { TYPE_POLICIES } from './types.ts';

/**
 * What a request asks of the token that it presents; what is null is not asked. Its members may be getters: what a
 * token does not turn on, say the caller's address, is not read from the request.
 */
export type Attempt = {
  nowSeconds: number;
  /** The token types that the route takes. */
  types: readonly TokenType[] | null;
  project: string | null;
  environment: string | null;
  /** The caller's address as the platform tells it; null when it tells none, which fails every `allowedIps`. */
  address: string | null;
  /** The `Origin` header. */
  origin: string | null;
  requires: readonly Requirement[];
  /** The projects of whoever asks about another's token; null where the holder itself presents it. */
  askedBy: readonly string[] | null;
};

/**
 * Another's (where somebody else asks)? → ended? → disabled? → not yet? → type → project → environment → address →
 * origin → grants: the first that refuses is the answer, null lets the request in.
 */
export function checkToken(copy: TokenCopy, attempt: Attempt): Denial | null {
  return (
    refuseStranger(copy, attempt.askedBy) ??
    refuseEnded(copy, attempt.nowSeconds) ??
    refuseDisabled(copy) ??
    refuseEarly(copy, attempt.nowSeconds) ??
    refuseType(copy, attempt.types) ??
    refuseProject(copy, attempt.project) ??
    refuseEnvironment(copy, attempt.environment) ??
    refuseAddress(copy, attempt) ??
    refuseOrigin(copy, attempt) ??
    refuseGrants(copy, attempt.requires)
  );
}

/** Who has no part in any of its projects learns nothing of a token, not even that it ended. */
function refuseStranger({ projects }: TokenCopy, askedBy: Attempt['askedBy']): Denial | null {
  if (askedBy === null || askedBy.includes('*') || projects.includes('*')) return null;
  return projects.some((project) => askedBy.includes(project)) ? null : { reason: 'unknown_token' };
}

function refuseEnded(copy: TokenCopy, nowSeconds: number): Denial | null {
  if (copy.revokedAt !== null) return { reason: 'revoked', at: copy.revokedAt };
  if (copy.expiresAt !== null && copy.expiresAt <= nowSeconds) return { reason: 'expired', at: copy.expiresAt };
  if (copy.secretEndsAt !== null && copy.secretEndsAt <= nowSeconds) {
    return { reason: 'replaced', at: copy.secretEndsAt };
  }
  return null;
}

function refuseDisabled(copy: TokenCopy): Denial | null {
  const ownerGone = copy.type === 'personal' && copy.owner?.enabled !== true;
  return copy.disabledAt !== null || ownerGone ? { reason: 'disabled' } : null;
}

function refuseEarly({ notBefore }: TokenCopy, nowSeconds: number): Denial | null {
  return notBefore !== null && notBefore > nowSeconds ? { reason: 'not_yet_valid', notBefore } : null;
}

function refuseType({ type }: TokenCopy, takes: Attempt['types']): Denial | null {
  return takes === null || takes.includes(type) ? null : { reason: 'wrong_type', type, takes };
}

/** Another's project is answered like one that does not exist. */
function refuseProject({ projects }: TokenCopy, project: string | null): Denial | null {
  return project === null || names(projects, project) ? null : { reason: 'not_found' };
}

function refuseEnvironment({ environments }: TokenCopy, environment: string | null): Denial | null {
  if (environment === null || names(environments, environment)) return null;
  return { reason: 'wrong_environment', environment, allowed: environments };
}

function refuseAddress({ allowedIps }: TokenCopy, attempt: Attempt): Denial | null {
  if (allowedIps === null) return null;
  const { address } = attempt;
  return address !== null && withinAny(allowedIps, address) ? null : { reason: 'address_not_allowed' };
}

/** A token for browsers is good only from its origins; one that names origins is good nowhere else. */
function refuseOrigin({ type, allowedOrigins }: TokenCopy, attempt: Attempt): Denial | null {
  if (allowedOrigins === null && !TYPE_POLICIES[type].browser) return null;
  const { origin } = attempt;
  if (origin === null) return allowedOrigins === null ? null : { reason: 'origin_not_allowed' };
  return names(allowedOrigins ?? [], origin) ? null : { reason: 'origin_not_allowed' };
}

function refuseGrants(copy: TokenCopy, requires: readonly Requirement[]): Denial | null {
  if (requires.length === 0) return null;
  const grants = effectiveGrants(copy);
  for (const need of requires) {
    if (grants !== 'everything' && !covers(grants, need)) return { reason: 'insufficient_scope', need };
  }
  return null;
}

/** What a token may do at this moment: by its type, its owner's role, or its own grants. */
export function effectiveGrants(copy: Pick<TokenCopy, 'type' | 'grants' | 'owner'>): readonly Grant[] | 'everything' {
  switch (TYPE_POLICIES[copy.type].permission) {
    case 'everything':
      return 'everything';
    case 'owner_roles':
      return copy.owner?.enabled && copy.owner.role === 'admin' ? 'everything' : [];
    case 'grants':
      return copy.grants;
  }
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
