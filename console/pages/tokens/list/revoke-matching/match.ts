import { useQuery } from '@tanstack/react-query';
import type { Schemas } from '../../../../../client/api/index.ts';
import type { TokenType } from '../../../../../src/contract/token-types.ts';
import { ask, jeton } from '../../../../api/jeton.ts';
import type { Word } from '../../../../parts/command-line.tsx';
import type { RevocationReason } from '../../consequences.ts';
import type { Filter } from '../filter.ts';

/** Which tokens are to end, as the form holds it: what is the empty word does not count. */
export type Match = { owner: string; project: string; type: TokenType | ''; issuedBefore: string };

/** What the list was filtered by, as far as it can be revoked by. */
export function matchOf({ owner = '', project = '', type }: Filter): Match {
  return { owner, project, type: type === undefined || type === 'master' ? '' : type, issuedBefore: '' };
}

/** Nobody revokes everything by leaving all fields empty. */
export function namesSomething(match: Match): boolean {
  return Object.values(match).some((value) => value !== '');
}

export function bodyOf(match: Match, reason: RevocationReason): Schemas['BulkRevoke'] {
  const { owner, project, type, issuedBefore } = match;
  return {
    ...(owner && { owner }),
    ...(project && { project }),
    ...(type && { type }),
    ...(issuedBefore && { issuedBefore: `${issuedBefore}T00:00:00Z` }),
    reason,
  };
}

export type Reach = {
  total: number;
  /** Some of them may stay: the list cannot be asked for all that revoking looks at. */
  atMost: boolean;
};

/** How many tokens would end. Master tokens end with their memberships, and only so. */
export function useReach(match: Match) {
  const { owner, project, type, issuedBefore } = match;
  const filter = { owner: owner || undefined, project: project || undefined, limit: 1 };
  return useQuery({
    queryKey: ['tokens', 'reach', match],
    queryFn: async ({ signal }): Promise<Reach> => {
      const totalOf = async (of: TokenType | undefined) =>
        (await ask(jeton.listTokens({ query: { ...filter, type: of }, signal }))).total ?? 0;
      const [all, master] = await Promise.all([totalOf(type || undefined), type ? 0 : totalOf('master')]);
      return { total: all - master, atMost: issuedBefore !== '' || project !== '' };
    },
    enabled: namesSomething(match),
    staleTime: 0,
  });
}

/** It asks before it begins, as the page does. */
export function commandOf(match: Match, reason: RevocationReason): Word[] {
  const { owner, project, type, issuedBefore } = bodyOf(match, reason);
  return [
    'token',
    'revoke-all',
    owner && ['--owner', owner],
    project && ['--project', project],
    type && ['--type', type],
    issuedBefore && ['--issued-before', issuedBefore],
    reason !== 'unspecified' && ['--reason', reason],
  ];
}
