import { z } from 'zod';
import { SIGNING_ALGORITHMS } from './signed-tokens.ts';
import { Instant } from './text.ts';

export const SigningKey = z
  .object({
    kid: z.string().meta({ description: 'RFC 7638 thumbprint of the public key.' }),
    algorithm: z.enum(SIGNING_ALGORITHMS),
    state: z.enum(['published', 'signing', 'retired']).meta({
      description:
        '`published`: ahead of its use. `retired`: signs no more, stays published until its tokens have ended.',
    }),
    createdAt: Instant,
    signsFrom: Instant,
    publishedUntil: Instant.nullable().meta({ description: 'null: as long as it signs, and longer.' }),
  })
  .meta({ id: 'SigningKey' });
export type SigningKey = z.infer<typeof SigningKey>;
