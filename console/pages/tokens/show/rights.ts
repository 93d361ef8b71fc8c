import type { Session } from '../../../api/session.ts';
import { may } from '../../../app/rights.ts';
import type { Token } from '../rights.ts';

/** Whether the signed-in may read what happened to a token: its owner, and who may read the trail of one of its projects. */
export function mayReadTrail(session: Session, { owner, projects }: Token): boolean {
  if (session.user !== null && session.user.id === owner) return true;
  if (may(session, 'event:read', 'everywhere')) return true;
  return projects.some((project) => project !== '*' && may(session, 'event:read', { project }));
}
