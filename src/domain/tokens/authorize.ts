import type { TokenRecord } from '../../d1/tokens/record.ts';
import type { Caller } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { decide, type Principal, principalOf } from '../people/decide.ts';
import { findSurroundings, placesOf, refuseBeyond, refuseOutsiders, type SurroundingsDeps } from './authority.ts';
import { refuseLooser } from './restrictions.ts';
import { TYPE_POLICIES } from './types.ts';

type Rule = {
  permission: string;
  /** Whether who owns the token may, whatever their roles. */
  byOwner: boolean;
  /** Whether it hands out a secret, or lets a token do more: then the groups' guards hold, and nobody goes beyond themselves. */
  handsOut: boolean;
};

/** What can be done with a token that there is. */
export type TokenAction = keyof typeof RULES;
const RULES = {
  read: { permission: 'token:read', byOwner: true, handsOut: false },
  refresh: { permission: 'token:update', byOwner: true, handsOut: true },
  patch: { permission: 'token:update', byOwner: false, handsOut: true },
  disable: { permission: 'token:update', byOwner: true, handsOut: false },
  enable: { permission: 'token:update', byOwner: false, handsOut: true },
  delete: { permission: 'token:delete', byOwner: true, handsOut: false },
  reveal: { permission: 'token:reveal', byOwner: true, handsOut: true },
  share: { permission: 'token:reveal', byOwner: true, handsOut: true },
} as const satisfies Record<string, Rule>;

/** Types of token that people of a project see and make. */
const OF_PROJECTS: readonly string[] = ['client', 'frontend', 'access'];

/**
 * Refuses what a caller may not do with a token: who may not see it → bound to a membership → may not do this → is not
 * of a group that guards what it reaches → would go beyond itself. What may not be seen is `not_found`, like what is not.
 */
export async function authorize(
  deps: SurroundingsDeps,
  caller: Caller,
  record: TokenRecord,
  action: TokenAction,
): Promise<Denial | null> {
  const principal = principalOf(caller.token);
  const self = record.id === caller.token.id;
  if (!self && !maySee(principal, record)) return { reason: 'not_found' };
  if (action === 'read') return null;
  const bound = refuseBound(principal, record, action, self);
  if (bound) return bound;
  const rule: Rule = RULES[action];
  const own = self || ownerMay(principal, record, action);
  if (!own) {
    for (const where of placesOf(record.projects)) {
      const decision = decide(principal, { permission: rule.permission, where, environments: record.environments });
      if (!decision.allowed) return { reason: 'insufficient_scope', need: decision.need };
    }
  }
  if (self || !rule.handsOut) return null;
  const surroundings = await findSurroundings(deps, principal, record);
  if (!own) return refuseBeyond(caller.token, record, surroundings);
  // The owner had the token before: only the guards, and what binds the presented token, stand in the way.
  const looser = refuseLooser(caller.token, record);
  if (looser) return { reason: 'beyond_caller', what: looser };
  return refuseOutsiders(principal, surroundings.guards);
}

/**
 * What owners may do with their tokens, whatever their roles. A token that may do everything is not the owner's in this
 * sense: who is an admin no longer must not get its secret anew.
 */
function ownerMay(principal: Principal, record: TokenRecord, action: TokenAction): boolean {
  if (!owns(principal, record)) return false;
  const { byOwner, handsOut }: Rule = RULES[action];
  if (handsOut && TYPE_POLICIES[record.type].permission === 'everything') return false;
  return byOwner || (action === 'patch' && record.type === 'personal');
}

type Seen = Pick<TokenRecord, 'type' | 'projects' | 'environments' | 'ownerId'>;

/** Whether a principal may know that a token is there. */
export function maySee(principal: Principal, record: Seen): boolean {
  if (principal.everything || owns(principal, record)) return true;
  const question = { permission: 'token:read', environments: record.environments };
  if (decide(principal, { ...question, where: 'everywhere' }).allowed) return true;
  if (!OF_PROJECTS.includes(record.type)) return false;
  const places = record.projects.map((project) => (project === '*' ? 'anywhere' : { project }));
  return places.some((where) => decide(principal, { ...question, where }).allowed);
}

/** A person owns what they own by their personal tokens; a master token speaks for them in its project only. */
export function owns(
  { userId, standing, only }: Principal,
  record: Pick<TokenRecord, 'ownerId' | 'projects'>,
): boolean {
  if (userId === null || standing === null || record.ownerId !== userId) return false;
  return only === null || record.projects.every((project) => project === only);
}

/** A master token is refreshed by its holder, and ends with the membership; nothing else is done to it. */
function refuseBound(principal: Principal, record: TokenRecord, action: TokenAction, self: boolean): Denial | null {
  if (TYPE_POLICIES[record.type].bound === null) return null;
  if (action === 'refresh' && (self || owns(principal, record))) return null;
  const message =
    action === 'refresh'
      ? 'only its holder refreshes a master token'
      : 'a master token is neither changed nor shared, and ends only with the membership that made it';
  return { reason: 'conflict', message };
}
