import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { Failure } from './failure.ts';
import type { SessionAnswer } from './session.ts';

export const SESSION_KEY = ['session'] as const;

const MAX_RETRIES = 2;
/** Of failures that may pass by themselves; all others are told at once. */
const PASSING = ['unavailable', 'unreachable'];

/** One cache for all pages. A failure that says who may do what has changed makes the console look anew. */
export const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noteFailure }),
  mutationCache: new MutationCache({ onError: noteFailure }),
  defaultOptions: {
    queries: {
      // Without a network, the failure is shown; waiting in silence is not.
      networkMode: 'always',
      staleTime: 10_000,
      retry: (count, error) => count < MAX_RETRIES && mayPass(error),
      retryDelay: (count, error) => delayMs(error) ?? 500 * 2 ** count,
    },
    mutations: { networkMode: 'always', retry: false },
  },
});

function noteFailure(error: unknown): void {
  if (!(error instanceof Failure)) return;
  const { status, code } = error.error;
  // Signing in that fails is no session that ends.
  const signedIn = queries.getQueryData<SessionAnswer>(SESSION_KEY)?.session;
  if (status === 401 && signedIn) {
    queries.setQueryData<SessionAnswer>(SESSION_KEY, { session: null, ended: code as SessionAnswer['ended'] });
  }
  if (code === 'insufficient_scope') queries.invalidateQueries({ queryKey: SESSION_KEY });
}

function mayPass(error: unknown): boolean {
  return error instanceof Failure && PASSING.includes(error.error.code);
}

function delayMs(error: unknown): number | null {
  const seconds = error instanceof Failure ? error.error.retryAfterSeconds : null;
  return seconds === null ? null : seconds * 1000;
}
