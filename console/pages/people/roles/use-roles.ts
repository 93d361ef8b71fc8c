import { useQuery } from '@tanstack/react-query';
import type { Schemas } from '../../../../client/api/index.ts';
import { ask, jeton } from '../../../api/jeton.ts';
import { may } from '../../../app/rights.ts';
import { useSession } from '../../../app/session.tsx';

export type Role = Schemas['Role'];

const STALE_MS = 60_000;

/** All roles, the built-in ones first; none for whoever may not see roles. */
export function useRoles() {
  const enabled = may(useSession(), 'role:read');
  const { data, error, refetch } = useQuery({
    queryKey: ['roles', 'all'],
    queryFn: ({ signal }) => ask(jeton.listRoles({ signal })),
    enabled,
    staleTime: STALE_MS,
  });
  return { roles: data?.items ?? [], known: data !== undefined, error, refetch };
}
