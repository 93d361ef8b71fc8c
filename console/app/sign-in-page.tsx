import { CSPProvider } from '@base-ui/react/csp-provider';
import { StrictMode } from 'react';
import { SignIn } from './sign-in.tsx';

/** The form alone, as whoever has no session gets it: the build draws it, and `sign-in.tsx` takes over what was drawn. */
export function SignInPage({ onSignedIn }: { onSignedIn: () => Promise<unknown> }) {
  return (
    <StrictMode>
      <CSPProvider disableStyleElements>
        <SignIn onSignedIn={onSignedIn} />
      </CSPProvider>
    </StrictMode>
  );
}
