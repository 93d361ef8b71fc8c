import { z } from 'zod';
import { CreateTokenBody } from './tokens.ts';

/** What `POST /v1/tokens` takes with a mail address and a password: a personal token of that very person. */
export const PasswordTokenBody = CreateTokenBody.pick({
  name: true,
  description: true,
  expires: true,
  clients: true,
  allowedIps: true,
  allowedOrigins: true,
  notBefore: true,
  owner: true,
})
  .partial()
  .extend({ type: z.literal('personal').optional() })
  .meta({ id: 'PasswordToken', example: { name: 'my laptop', expires: '8h' } });
export type PasswordTokenBody = z.infer<typeof PasswordTokenBody>;
