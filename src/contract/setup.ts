import { z } from 'zod';
import { text } from './text.ts';
import { Token, UserId } from './tokens.ts';

export const SetupBody = z
  .strictObject({
    setupCode: z.string().min(1).max(128),
    email: z.email().max(254),
    name: text(100, 1),
    /** NIST SP 800-63B section 3.1.1.2: at least 8 and room for passphrases; the upper bound caps scrypt's work. No NUL: HMAC, inside scrypt, pads keys with it. */
    password: text(256, 12),
  })
  .meta({ id: 'Setup' });
export type SetupBody = z.infer<typeof SetupBody>;

export const User = z
  .object({ id: UserId, email: z.string(), name: z.string(), role: z.string() })
  .meta({ id: 'User' });
export const SetupDone = z.object({ user: User, token: Token, secret: z.string() }).meta({ id: 'SetupDone' });
