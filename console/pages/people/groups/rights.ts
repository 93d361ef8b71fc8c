import { may } from '../../../app/rights.ts';
import { useSession } from '../../../app/session.tsx';

export type GroupRights = { update: boolean; delete: boolean };

/** What the signed-in may do with groups: root roles give it, and no other. */
export function useGroupRights(): GroupRights {
  const session = useSession();
  return {
    update: may(session, 'group:update', 'everywhere'),
    delete: may(session, 'group:delete', 'everywhere'),
  };
}
