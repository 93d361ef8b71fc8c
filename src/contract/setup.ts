import { z } from 'zod';
import { Email, Password, User } from './people.ts';
import { text } from './text.ts';
import { SecretText, Token } from './tokens.ts';

export const SetupBody = z
  .strictObject({
    setupCode: z.string().min(1).max(128).meta({ example: 'the SETUP_CODE of the deployment' }),
    email: Email,
    name: text(100, 1).meta({ example: 'Ada' }),
    password: Password,
  })
  .meta({ id: 'Setup' });
export type SetupBody = z.infer<typeof SetupBody>;

export const SetupDone = z.object({ user: User, token: Token, secret: SecretText }).meta({ id: 'SetupDone' });
