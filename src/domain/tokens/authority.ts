import { coversAll, type Grant } from '../../contract/grants.ts';
import type { TokenType } from '../../contract/tokens.ts';
import type { Denial } from '../denial.ts';
import { effectiveGrants, parseBlock } from './check.ts';
import { TYPE_POLICIES } from './types.ts';

/** Everything about a token, or one that is to be, that decides what it may do. */
export type Powers = {
  type: TokenType;
  projects: readonly string[];
  environments: readonly string[];
  grants: Grant[];
  allowedIps: readonly string[] | null;
  allowedOrigins: readonly string[] | null;
  owner: Parameters<typeof effectiveGrants>[0]['owner'];
};

/**
 * Refuses when `wanted` could do anything that `maker` cannot: the rule for create, patch and refresh alike.
 * How long a token lives is no power in this sense; `TOKEN_LIFETIMES` bounds it.
 */
export function refuseBeyond(maker: Powers, wanted: Powers): Denial | null {
  const beyond =
    (!holdsGrants(maker, wanted) && 'grants') ||
    (!within(maker.projects, wanted.projects) && 'projects') ||
    (!within(maker.environments, wanted.environments) && 'environments') ||
    (!withinBlocks(maker.allowedIps, wanted.allowedIps) && 'allowedIps') ||
    (!withinOrigins(maker.allowedOrigins, wanted.allowedOrigins) && 'allowedOrigins');
  return beyond ? { reason: 'beyond_caller', what: beyond } : null;
}

function holdsGrants(maker: Powers, wanted: Powers): boolean {
  const held = effectiveGrants(maker);
  if (held === 'everything') return true;
  if (TYPE_POLICIES[wanted.type].permission === 'owner_roles') {
    return maker.type === wanted.type && maker.owner !== null && maker.owner.id === wanted.owner?.id;
  }
  const asked = effectiveGrants(wanted);
  return asked !== 'everything' && coversAll(held, asked);
}

function within(held: readonly string[], asked: readonly string[]): boolean {
  return held.includes('*') || asked.every((name) => held.includes(name));
}

/** A maker bound to addresses can only make tokens bound to addresses among them. */
function withinBlocks(held: readonly string[] | null, asked: readonly string[] | null): boolean {
  if (held === null) return true;
  return asked?.every((inner) => held.some((outer) => containsBlock(outer, inner))) ?? false;
}

function withinOrigins(held: readonly string[] | null, asked: readonly string[] | null): boolean {
  return held === null || (asked !== null && within(held, asked));
}

function containsBlock(outer: string, inner: string): boolean {
  const [outerNetwork, outerBits] = parseBlock(outer);
  const [innerNetwork, innerBits] = parseBlock(inner);
  return (
    outerNetwork.kind() === innerNetwork.kind() && innerBits >= outerBits && innerNetwork.match(outerNetwork, outerBits)
  );
}
