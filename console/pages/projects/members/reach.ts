import { may } from '../../../app/rights.ts';
import { useSession } from '../../../app/session.tsx';
import { type Role, useRoles } from '../../people/roles/use-roles.ts';
import { covers } from '../rights.ts';
import type { Member } from './members.tsx';

export type Reach = {
  /** The roles that one may give here: up to one's own. */
  givable: Role[];
  isOwn: (member: Member) => boolean;
  mayChange: (member: Member) => boolean;
  mayRemove: (member: Member) => boolean;
};

/** What the signed-in may do with the people of a project. Whose role permits more than one's own is out of reach. */
export function useReach(project: string): Reach {
  const session = useSession();
  const { roles } = useRoles();
  const within = (name: string) => {
    const role = roles.find((each) => each.name === name);
    return role === undefined || covers(session, project, role.permissions);
  };
  const isOwn = (member: Member) => member.user === session.user?.id;
  const reaches = (member: Member) => isOwn(member) || within(member.role);
  const [writes, deletes] = [may(session, 'member:write', { project }), may(session, 'member:delete', { project })];
  return {
    givable: roles.filter(({ for: where, permissions }) => where !== 'root' && covers(session, project, permissions)),
    isOwn,
    mayChange: (member) => writes && reaches(member),
    mayRemove: (member) => isOwn(member) || (deletes && reaches(member)),
  };
}
