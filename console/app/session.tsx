import { useQuery } from '@tanstack/react-query';
import { createContext, lazy, type ReactNode, Suspense, useContext } from 'react';
import { queries, SESSION_KEY } from '../api/queries.ts';
import { readSession, type Session } from '../api/session.ts';
import { Loading } from '../parts/loading.tsx';
import { Problem } from '../parts/problem.tsx';
import styles from './session.module.css';

/** Whoever has a session does not need it. */
const SignIn = lazy(() => import('./sign-in.tsx').then((file) => ({ default: file.SignIn })));

const SessionContext = createContext<Session | null>(null);

/** Who is signed in. Only what lies within {@link SessionGate} may ask. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('asked for a session outside of its gate');
  return session;
}

/** Shows what lies within to whoever is signed in, and asks all others to sign in where they are: the address stays. */
export function SessionGate({ children }: { children: ReactNode }) {
  const { data, error, refetch } = useQuery({
    queryKey: SESSION_KEY,
    queryFn: readSession,
    staleTime: 60_000,
    // A session that ended elsewhere, or other rights, show when one comes back to the page.
    refetchOnWindowFocus: true,
  });
  if (data === undefined) {
    return (
      <main className={styles.waiting}>
        {error === null ? <Loading label="Opening the console" /> : <Problem error={error} onRetry={refetch} />}
      </main>
    );
  }
  if (data.session === null) {
    return (
      <Suspense fallback={<Loading label="Opening the console" />}>
        <SignIn ended={data.ended} onSignedIn={lookAnew} />
      </Suspense>
    );
  }
  return <SessionContext value={data.session}>{children}</SessionContext>;
}

async function lookAnew(): Promise<void> {
  // What somebody else was shown is not shown to whoever signs in next.
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== SESSION_KEY[0] });
  await queries.invalidateQueries({ queryKey: SESSION_KEY });
}
