import { z } from 'zod';
import { Email, Password, User } from './people.ts';
import { text } from './text.ts';
import { Token } from './tokens.ts';

export const SetupBody = z
  .strictObject({
    setupCode: z.string().min(1).max(128),
    email: Email,
    name: text(100, 1),
    password: Password,
  })
  .meta({ id: 'Setup' });
export type SetupBody = z.infer<typeof SetupBody>;

export const SetupDone = z.object({ user: User, token: Token, secret: z.string() }).meta({ id: 'SetupDone' });
