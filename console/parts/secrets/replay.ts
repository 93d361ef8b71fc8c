import { useEffect, useEffectEvent, useRef } from 'react';
import { toast } from '../toasts/toast.tsx';
import { forgetCall, keptCall } from './keep.ts';
import { askerOf, type Keyed, type SecretCall } from './operations.ts';

/** What a failure is called that nobody on the page has asked for just now. */
const NOT_SHOWN: Record<SecretCall['of'], string> = {
  createToken: 'The secret of the new token could not be shown',
  refreshToken: 'The new secret of the token could not be shown',
  refreshSelf: 'The new secret of your token could not be shown',
  redeemShare: 'The token behind the link could not be shown',
};
const OTHER_SIGN_IN =
  'It was not saved before the page was left, and another sign-in is not told it. Refresh the token: that gives it a new secret.';

/**
 * Makes the kept call again when the page is loaded, once it is known who asks; only for who asked before: for anybody else it would
 * be another call, which makes another token.
 */
export function useReplay(signedIn: string | null, shown: boolean, carryOut: (keyed: Keyed) => Promise<unknown>): void {
  const replay = useEffectEvent(async () => {
    const kept = shown ? null : keptCall();
    const asker = kept && (await askerOf(kept.call, signedIn));
    // Nobody has signed in yet, or the page is not the one of a link: the call waits.
    if (kept === null || asker === null) return;
    const title = NOT_SHOWN[kept.call.of];
    if (asker === kept.asker) {
      await carryOut(kept).catch((error: unknown) => toast.failed(title, error));
      return;
    }
    forgetCall();
    if (kept.call.of !== 'redeemShare') toast.failed(title, OTHER_SIGN_IN);
  });
  // In development effects run twice; a call that gives a secret does not.
  const done = useRef<string | null>(undefined);
  useEffect(() => {
    if (done.current === signedIn) return;
    done.current = signedIn;
    replay();
  }, [signedIn]);
}
