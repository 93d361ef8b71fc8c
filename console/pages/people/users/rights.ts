import { may } from '../../../app/rights.ts';
import { useSession } from '../../../app/session.tsx';

export type UserRights = { update: boolean; delete: boolean };

/** What the signed-in may do with people: root roles give it, and no other. */
export function useUserRights(): UserRights {
  const session = useSession();
  return {
    update: may(session, 'user:update', 'everywhere'),
    delete: may(session, 'user:delete', 'everywhere'),
  };
}
