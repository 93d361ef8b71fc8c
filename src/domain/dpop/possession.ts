import type { TokenCopy } from '../../contract/token-copy.ts';
import type { Denial } from '../denial.ts';
import { checkProof, type ProofDeps, type Proven } from './check.ts';

/**
 * How a token came, as far as its key is concerned: as a bearer token, which proves none; with the scheme DPoP, and a
 * proof that is to be checked; told by somebody who has the proof checked elsewhere; or by the S3 signature of a request
 * that was checked before.
 */
export type Possession = { how: 'bearer' } | ({ how: 'proof' } & Proven) | { how: 'unasked' } | { how: 'signature' };

export const BEARER: Possession = { how: 'bearer' };
/** For whoever is told the key of the token and asks its holder for a proof, RFC 9449 section 6.2. */
export const UNASKED: Possession = { how: 'unasked' };
export const SIGNATURE: Possession = { how: 'signature' };

/** What somebody who was sent a token tells of it: `proof` is null where it came as a bearer token. */
export function possessionOf(told: Proven | undefined): Possession {
  return told === undefined || told.proof === null ? BEARER : { how: 'proof', ...told };
}

/** Whether there is nothing to prove: nearly always, and known without waiting. */
export function isUnbound({ dpopKey }: TokenCopy, { how }: Possession): boolean {
  // Copies from before tokens could be bound have no such field.
  return dpopKey == null && how !== 'proof';
}

/**
 * Whether the holder has proved the key that the token is bound to, RFC 9449 section 7: a bound token is not taken as a
 * bearer token, nor an unbound one with a proof. Null: it has. Rejects with a StorageError when nobody can say whether the
 * proof was used before.
 */
export async function refusePossession(
  deps: ProofDeps,
  presented: string,
  { dpopKey }: TokenCopy,
  possession: Possession,
): Promise<Denial | null> {
  switch (possession.how) {
    case 'unasked':
    case 'signature':
      return null;
    case 'bearer':
      return dpopKey == null ? null : { reason: 'bad_proof', why: 'there is none, and the token is bound to a key' };
    case 'proof': {
      if (dpopKey == null)
        return { reason: 'bad_proof', why: 'the token is bound to no key: send it as a bearer token' };
      const proof = await checkProof(deps, possession, { thumbprint: dpopKey, token: presented });
      return proof.ok ? null : proof.denial;
    }
  }
}
