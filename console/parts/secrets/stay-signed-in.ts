import { signIn } from '../../api/session.ts';
import type { ToldSecret } from './operations.ts';

/**
 * Whoever gives the very token that they are signed in with a new secret goes on with that one. While the old one still works it is
 * left alone: to use the new one would end it.
 */
export async function staySignedIn({ token, secret }: ToldSecret, signedIn: string | null): Promise<void> {
  if (token.id !== signedIn || token.previousSecretUntil !== null) return;
  // Where that fails, the next call of a page asks to sign in: the secret is in sight.
  await signIn({ token: secret }).catch(() => undefined);
}
