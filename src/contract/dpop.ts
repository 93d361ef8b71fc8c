import { z } from 'zod';

/** What proofs of possession may be signed with: asymmetric algorithms only, RFC 9449 section 11.6. */
export const DPOP_ALGORITHMS = ['ES256', 'EdDSA', 'Ed25519', 'ES384', 'PS256', 'RS256'];
export const MAX_PROOF_LENGTH = 4096;

/** Of the request that a token came with: its `DPoP` header, where it came with that scheme, and what a proof speaks of. */
export const TokenRequest = z
  .strictObject({
    proof: z.string().max(MAX_PROOF_LENGTH).nullable().meta({ description: 'null: it came as a bearer token.' }),
    method: z.string().regex(/^[A-Za-z]{1,16}$/, 'must be a method'),
    url: z
      .url({ protocol: /^https?$/ })
      .max(2048)
      .meta({ description: 'As the holder called it.' }),
  })
  .meta({ id: 'TokenRequest' });
