import { z } from 'zod';
import type { ErrorCode } from './error-codes.ts';
import type { UserDetails } from './people.ts';
import { MAX_SIGNED_LENGTH } from './signed-tokens.ts';
import { text } from './text.ts';
import type { SelfToken } from './tokens.ts';

/** How long a session of the console lives at most. */
export const SESSION_SECONDS = 8 * 3600;

/** What one signs in with: a password, or any token at all. The password may be shorter than any that can be set. */
export const SignInBody = z.union([
  z.strictObject({ email: text(254, 1), password: text(256, 1) }),
  z.strictObject({ token: z.string().min(1).max(MAX_SIGNED_LENGTH) }),
]);

/** Who is signed in, by which token, and until when. `user`: the person behind it, where there is one. */
export type Session = { expires: string; token: SelfToken; user: UserDetails | null };

/** No session is no error. `ended`: why there was one and is none any more. */
export type SessionAnswer = { session: Session | null; ended: ErrorCode | null };
