import { Tabs } from '@base-ui/react/tabs';
import { type FormEvent, useEffect, useRef, useState, useTransition } from 'react';
import type { ErrorCode } from '../../src/contract/error-codes.ts';
import { type Credentials, signIn } from '../api/session.ts';
import { Button } from '../parts/button.tsx';
import { TextField } from '../parts/fields/text-field.tsx';
import { Problem } from '../parts/problem.tsx';
import styles from './sign-in.module.css';

/** Why one has to sign in again, in words. */
const ENDED: Partial<Record<ErrorCode, string>> = {
  token_expired: 'The token that you had signed in with has expired.',
  token_revoked: 'The token that you had signed in with was revoked.',
  token_replaced: 'The token that you had signed in with has a new secret. Sign in with that.',
  token_disabled: 'The token that you had signed in with is disabled, or its owner is.',
};

type SignInProps = {
  /** Why the session is no more, where there was one. */
  ended?: ErrorCode | null;
  /** What becomes of the page then; the form waits for it. */
  onSignedIn: () => Promise<unknown>;
};

/** Asks for a password or a token. What was open before is shown again afterwards: the address has not changed. */
export function SignIn({ ended = null, onSignedIn }: SignInProps) {
  const title = useRef<HTMLHeadingElement>(null);
  // Where the page came drawn, nothing in it answers before its script is there.
  const [ready, setReady] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [isPending, startSigningIn] = useTransition();
  useEffect(() => {
    document.title = 'Sign in · Jeton';
    title.current?.focus();
    setReady(true);
  }, []);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const credentials = Object.fromEntries(new FormData(event.currentTarget)) as Credentials;
    setError(null);
    startSigningIn(() => signIn(credentials).then(onSignedIn).then(undefined, setError));
  };
  return (
    <main className={styles.page}>
      <h1 ref={title} tabIndex={-1}>
        Sign in to Jeton
      </h1>
      {ended && (
        <p className={styles.ended} role="status">
          {ENDED[ended] ?? 'Your session has ended.'} The page comes back once you have signed in; what was typed in it
          and not sent is lost.
        </p>
      )}
      <Tabs.Root defaultValue="password" className={styles.card} inert={!ready}>
        <Tabs.List className={styles.tabs} aria-label="How to sign in">
          <Tabs.Tab value="password">Password</Tabs.Tab>
          <Tabs.Tab value="token">Token</Tabs.Tab>
        </Tabs.List>
        {error !== null && <Problem error={error} />}
        <Tabs.Panel value="password">
          <form onSubmit={submit} className={styles.form}>
            <TextField name="email" label="Mail address" type="email" autoComplete="username" required />
            <TextField name="password" label="Password" type="password" autoComplete="current-password" required />
            <Button variant="primary" type="submit" pending={isPending}>
              Sign in
            </Button>
          </form>
        </Tabs.Panel>
        <Tabs.Panel value="token">
          <form onSubmit={submit} className={styles.form}>
            <TextField
              name="token"
              label="Token"
              type="password"
              autoComplete="off"
              spellCheck={false}
              required
              hint="Any token of this deployment. You will see what it may see, and nothing else. The page does not keep it."
            />
            <Button variant="primary" type="submit" pending={isPending}>
              Sign in
            </Button>
          </form>
        </Tabs.Panel>
      </Tabs.Root>
      <p className={styles.below}>
        No password yet? An administrator gives you one, or a token. A session lasts 8 hours.
      </p>
    </main>
  );
}
