import { z } from 'zod';
import { SIGNING_ALGORITHMS } from './signed-tokens.ts';
import { Instant, shown } from './text.ts';

const Kid = shown('Xq0rJm3vYb1kZt8uWc5nHd2sLf7gPa9eTi4oVx6yRjE');

export const SigningKey = z
  .object({
    kid: Kid.meta({ description: 'RFC 7638 thumbprint of the public key.' }),
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

export const SigningKeyList = z.object({ items: z.array(SigningKey) }).meta({ id: 'SigningKeyList' });

export const RotateSigningKeyBody = z
  .strictObject({
    signsFrom: z
      .string()
      .min(1)
      .max(40)
      .optional()
      .meta({ description: '`now`, or the forms of `expires` up to 30 days ahead; in 24 hours unless told.' }),
  })
  .meta({ id: 'RotateSigningKey', example: { signsFrom: '24h' } });
export type RotateSigningKeyBody = z.infer<typeof RotateSigningKeyBody>;

/** A public key for others, RFC 7517 section 4. */
export const Jwk = z
  .object({
    kty: shown('OKP'),
    crv: shown('Ed25519'),
    x: shown('11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo'),
    y: z.string().optional().meta({ description: 'Of an elliptic curve key.' }),
    kid: Kid,
    alg: z.enum(SIGNING_ALGORITHMS),
    use: z.literal('sig'),
  })
  .meta({ id: 'Jwk' });
export type Jwk = z.infer<typeof Jwk>;

export const JwkSet = z.object({ keys: z.array(Jwk) }).meta({ id: 'JwkSet' });
