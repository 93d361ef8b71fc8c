import type { Schemas } from '../../../client/api/index.ts';
import { holds } from '../../../src/contract/held-permissions.ts';
import type { Session } from '../../api/session.ts';
import { isAdmin } from '../../app/rights.ts';

export type Token = Schemas['Token'];

/** What the signed-in may do with one token, as far as the console can tell; the API decides. */
export type TokenRights = Record<'refresh' | 'patch' | 'disable' | 'enable' | 'revoke' | 'handOver', boolean>;

const NONE = { refresh: false, patch: false, disable: false, enable: false, revoke: false, handOver: false };

/** An ended token stays ended; a master token is refreshed by its holder, and ends with the membership. */
export function rightsOver(session: Session, token: Token): TokenRights {
  if (hasEnded(token)) return NONE;
  const self = session.token.id === token.id;
  const own = self || owns(session, token);
  if (token.type === 'master') return { ...NONE, refresh: own };
  // Who is an admin no longer must not get an admin token's secret anew.
  const ownSecret = self || (own && token.type !== 'admin');
  const updates = permitted(session, token, 'token:update');
  return {
    refresh: (updates || ownSecret) && token.disabledAt === null,
    patch: updates || self || (own && token.type === 'personal'),
    disable: (updates || own) && token.disabledAt === null,
    enable: (updates || self) && token.disabledAt !== null,
    revoke: own || permitted(session, token, 'token:delete'),
    handOver: (ownSecret || permitted(session, token, 'token:reveal')) && token.disabledAt === null,
  };
}

export function hasEnded({ status }: Pick<Token, 'status'>): boolean {
  return status === 'expired' || status === 'revoked';
}

function owns(session: Session, token: Token): boolean {
  if (session.user === null || token.owner !== session.user.id) return false;
  if (session.token.type !== 'master') return true;
  return token.projects.every((project) => session.token.projects.includes(project));
}

/** In all projects and environments that the token is for. */
function permitted(session: Session, { projects, environments }: Token, permission: string): boolean {
  if (isAdmin(session)) return true;
  const held = session.user?.permissions;
  if (held === undefined) return false;
  if (holds(held.everywhere, permission, environments)) return true;
  return (
    projects.length > 0 &&
    projects.every(
      (project) =>
        Object.hasOwn(held.projects, project) && holds(held.projects[project] ?? [], permission, environments),
    )
  );
}
