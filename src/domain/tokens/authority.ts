import type { Grant } from '../../contract/grants.ts';
import type { Standing, TokenCopy } from '../../contract/token-copy.ts';
import type { TokenType } from '../../contract/token-types.ts';
import type { Guard } from '../../d1/places/find-guards.ts';
import type { PlaceStore } from '../../d1/places.ts';
import type { UserStore } from '../../d1/users.ts';
import type { Denial } from '../denial.ts';
import { decide, isOf, type Principal, principalOf, standsWithin } from '../people/decide.ts';
import { type Restrictions, refuseLooser } from './restrictions.ts';
import { TYPE_POLICIES } from './types.ts';

/** Everything about a token, or one that is to be, that decides what it may do. */
export type Powers = Restrictions & {
  type: TokenType;
  projects: readonly string[];
  environments: readonly string[];
  grants: readonly Grant[];
  ownerId: number | null;
};

/** What lies around a token and decides about it: the groups that guard what it reaches, and its owner's rights. */
export type Surroundings = { guards: readonly Guard[]; ownerStanding: Standing | null };

export type SurroundingsDeps = {
  places: Pick<PlaceStore, 'findGuards'>;
  users: Pick<UserStore, 'findStanding'>;
};

/** Reads what {@link refuseBeyond} needs; nothing where the caller may do everything anyway. */
export async function findSurroundings(
  deps: SurroundingsDeps,
  principal: Principal,
  wanted: Pick<Powers, 'type' | 'projects' | 'grants' | 'clients' | 'ownerId'>,
): Promise<Surroundings> {
  if (principal.everything) return { guards: [], ownerStanding: null };
  const followsOwner = TYPE_POLICIES[wanted.type].permission === 'owner_roles' && wanted.ownerId !== null;
  const [guards, ownerStanding] = await Promise.all([
    wanted.grants.length > 0 || wanted.clients ? deps.places.findGuards(wanted) : [],
    followsOwner && wanted.ownerId !== null ? deps.users.findStanding(wanted.ownerId) : null,
  ]);
  return { guards, ownerStanding };
}

/**
 * Refuses when `wanted` could do anything that `maker` cannot: the rule for all that hands out a secret or widens a
 * token. How long a token lives is no power in this sense; `TOKEN_LIFETIMES` bounds it.
 *
 * Resources other than namespaces are the API owner's own words: who may make tokens for a project may grant them there.
 */
export function refuseBeyond(maker: TokenCopy, wanted: Powers, { guards, ownerStanding }: Surroundings): Denial | null {
  const principal = principalOf(maker);
  const looser = refuseLooser(maker, wanted);
  if (looser) return { reason: 'beyond_caller', what: looser };
  if (principal.everything) return null;
  return refuseOutsiders(principal, guards) ?? refusePowers(principal, wanted, ownerStanding);
}

/** Refuses who is not of every group that guards what a token reaches. */
export function refuseOutsiders(principal: Principal, guards: readonly Guard[]): Denial | null {
  const closed = guards.find(({ group }) => !isOf(principal, group));
  return closed ? { reason: 'outside_group', ...closed } : null;
}

function refusePowers(principal: Principal, wanted: Powers, ownerStanding: Standing | null): Denial | null {
  switch (TYPE_POLICIES[wanted.type].permission) {
    case 'everything':
      return { reason: 'beyond_caller', what: 'powers' };
    case 'owner_roles': {
      const only = wanted.type === 'master' ? (wanted.projects[0] ?? '') : null;
      const everything = only === null && ownerStanding?.role === 'admin';
      const owner = { everything, userId: wanted.ownerId, standing: ownerStanding, only };
      return standsWithin(principal, owner) ? null : { reason: 'beyond_caller', what: 'powers' };
    }
    case 'grants':
      return refuseGrantsOf(principal, wanted);
  }
}

function refuseGrantsOf(principal: Principal, { projects, grants }: Powers): Denial | null {
  for (const where of placesOf(projects)) {
    for (const { resource, name, actions } of grants) {
      if (resource !== 'namespace') continue;
      for (const action of actions) {
        const { allowed } = decide(principal, { permission: `namespace:${action}`, where });
        if (!allowed) return { reason: 'insufficient_scope', need: { resource, name, action } };
      }
    }
  }
  return null;
}

/** Where a token's projects lie for {@link decide}: each by name, or everywhere for `*` and for a list that lost its last. */
export function placesOf(projects: readonly string[]): ({ project: string } | 'everywhere')[] {
  if (projects.length === 0 || projects.includes('*')) return ['everywhere'];
  return projects.map((project) => ({ project }));
}
