import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Failure } from '../../../api/failure.ts';
import { ask, jeton } from '../../../api/jeton.ts';
import { isAdmin, manages, may } from '../../../app/rights.ts';
import { useSession } from '../../../app/session.tsx';
import { Empty } from '../../../parts/empty.tsx';
import { ButtonLink } from '../../../parts/link.tsx';
import { Loading } from '../../../parts/loading.tsx';
import { PageHeader } from '../../../parts/page-header.tsx';
import { Problem } from '../../../parts/problem.tsx';
import type { Token } from '../rights.ts';

const OVERLAP_POLL_MS = 10_000;

type FoundProps = { id: string; title: string; children: (token: Token, refetch: () => void) => ReactNode };

/** Shows a token by its id; or says plainly why it does not. */
export function Found({ id, title, children }: FoundProps) {
  const allowed = manages(useSession());
  const { data, error, refetch } = useQuery({
    queryKey: ['tokens', id],
    queryFn: ({ signal }) => ask(jeton.getToken({ path: { id }, signal })),
    enabled: allowed,
    // An overlap ends when the new secret is first used: nobody presses a button here for that.
    refetchInterval: ({ state }) => (state.data?.previousSecretUntil ? OVERLAP_POLL_MS : false),
  });
  if (!allowed) return <NotYours title={title} />;
  if (error instanceof Failure && error.error.code === 'not_found') return <Missing id={id} />;
  if (data !== undefined) return children(data, refetch);
  return (
    <>
      <PageHeader title={title} />
      {error === null ? <Loading label="Looking up the token" /> : <Problem error={error} onRetry={refetch} />}
    </>
  );
}

function Missing({ id }: { id: string }) {
  const session = useSession();
  const readsTrail = isAdmin(session) || may(session, 'event:read', 'everywhere');
  return (
    <>
      <PageHeader title="There is no such token" />
      <Empty
        title={`Nothing has the id ${id}`}
        action={
          <>
            <ButtonLink to="/tokens">To the tokens</ButtonLink>
            {readsTrail && (
              <ButtonLink to="/audit" search={{ target: id }}>
                Look in the audit trail
              </ButtonLink>
            )}
          </>
        }
      >
        Was all of the address copied? A token that has ended is purged some time later, and one that is not yours to
        see looks the same as none.
      </Empty>
    </>
  );
}

function NotYours({ title }: { title: string }) {
  const { token } = useSession();
  return (
    <>
      <PageHeader title={title} />
      <Empty title="This token manages no tokens" action={<ButtonLink to="/">To the overview</ButtonLink>}>
        You are signed in with {token.name}, a token of type {token.type}. It reads and writes what its grants name. To
        see and manage tokens, sign in with a password or with a personal token.
      </Empty>
    </>
  );
}
