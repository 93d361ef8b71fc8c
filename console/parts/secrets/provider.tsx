import { useMutation } from '@tanstack/react-query';
import { createContext, type ReactNode, Suspense, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import { Failure } from '../../api/failure.ts';
import { queries } from '../../api/queries.ts';
import { dialogIsHere, SecretDialog } from './dialog-file.ts';
import { forgetCall, isSame, keepAnswered, keepAsked, keptCall } from './keep.ts';
import { askerOf, carryOut, freshKey, type Keyed, type SecretCall, type ToldSecret } from './operations.ts';
import { useReplay } from './replay.ts';
import { useSignedIn } from './signed-in.ts';
import { staySignedIn } from './stay-signed-in.ts';

/** Whose secret is shown; the secret is for the dialog alone. */
export type Obtained = Pick<ToldSecret, 'token'>;

type Secrets = {
  /** Makes a call that gives a secret, and shows that until it is saved. Resolves when it is shown; rejects with the failure. */
  obtain: (call: SecretCall) => Promise<Obtained>;
  /** What the link at `hash` in the address handed over, now or before a reload. */
  redeemed: (Obtained & { hash: string }) | null;
};

const SecretsContext = createContext<Secrets | null>(null);

export function useSecrets(): Secrets {
  const secrets = useContext(SecretsContext);
  if (secrets === null) throw new Error('asked for secrets outside of their provider');
  return secrets;
}

/** Of failures after which nobody knows whether the call was carried out: its key is kept, and used again. */
const UNCERTAIN = ['unreachable', 'unreadable', 'unavailable', 'internal_error', 'rate_limited'];

/**
 * Shows each new secret above all pages, so that going back does not lose it; after a reload the call is made again with its key,
 * and the same secret shown. It stays when the session ends meanwhile: whoever sits there is who asked for it.
 */
export function SecretsProvider({ children }: { children: ReactNode }) {
  const [told, setTold] = useState<ToldSecret | null>(null);
  const [redeemed, setRedeemed] = useState<Secrets['redeemed']>(null);
  const signedIn = useSignedIn();
  const { mutateAsync } = useMutation({
    // What it gives is not the secret: the cache of mutations would hold that.
    mutationFn: async (keyed: Keyed): Promise<Obtained> => {
      await dialogIsHere();
      const answer = await carryOut(keyed);
      keepAnswered(keyed);
      setTold(answer);
      await staySignedIn(answer, signedIn);
      if (keyed.call.of === 'redeemShare') setRedeemed({ token: answer.token, hash: location.hash });
      queries.invalidateQueries({ queryKey: ['tokens'] });
      return { token: answer.token };
    },
    onError: (error) => {
      if (!(error instanceof Failure && UNCERTAIN.includes(error.error.code))) forgetCall();
    },
  });
  const obtain = useCallback(
    async (call: SecretCall) => {
      const asker = await askerOf(call, signedIn);
      const before = keptCall();
      const same = before !== null && before.asker === asker && isSame(before.call, call);
      const keyed = { call, key: same ? before.key : freshKey() };
      keepAsked(keyed, asker ?? '');
      return mutateAsync(keyed);
    },
    [mutateAsync, signedIn],
  );
  useReplay(signedIn, told !== null, mutateAsync);
  useEffect(() => {
    if (told === null) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [told]);
  const saved = useCallback(() => {
    forgetCall();
    setTold(null);
  }, []);
  const secrets = useMemo(() => ({ obtain, redeemed }), [obtain, redeemed]);
  return (
    <SecretsContext value={secrets}>
      {children}
      <Suspense>{told && <SecretDialog told={told} onSaved={saved} />}</Suspense>
    </SecretsContext>
  );
}
