import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isS3KeyShaped } from '../../src/contract/s3-keys.ts';
import { deriveKeyring } from '../../src/crypto/keyring.ts';
import { isGenuineS3KeyId, mintS3KeyId, s3SecretOf } from '../../src/crypto/s3-keys.ts';

const OLD = '11'.repeat(32);
const NEW = '22'.repeat(32);
const ring = deriveKeyring(NEW, null);
const minted = fc.constant(null).map(() => mintS3KeyId(ring));

describe('an S3 key id of our making', () => {
  it('is genuine, has the shape of one, and a secret of 40 characters', () => {
    const asked = fc.property(minted, (id) => {
      expect(isS3KeyShaped(id) && isGenuineS3KeyId(ring, id)).toBe(true);
      expect(s3SecretOf(ring, id)).toMatch(/^[A-Za-z0-9_-]{40}$/);
    });
    fc.assert(asked);
  });

  it('is never made twice, and no two have the same secret', () => {
    const ids = Array.from({ length: 2000 }, () => mintS3KeyId(ring));
    expect(new Set(ids).size).toBe(2000);
    expect(new Set(ids.map((id) => s3SecretOf(ring, id))).size).toBe(2000);
  });

  it('has the same secret whenever it is asked for', () => {
    const id = mintS3KeyId(ring);
    expect(s3SecretOf(deriveKeyring(NEW, null), id)).toBe(s3SecretOf(ring, id));
  });

  it('keeps its secret while the root key that it was made under is the one before, and loses it then', () => {
    const id = mintS3KeyId(deriveKeyring(OLD, null));
    const secret = s3SecretOf(deriveKeyring(OLD, null), id);
    expect(s3SecretOf(deriveKeyring(NEW, OLD), id)).toBe(secret);
    expect(s3SecretOf(deriveKeyring(NEW, null), id)).toBeNull();
    expect(isGenuineS3KeyId(deriveKeyring(NEW, null), id)).toBe(false);
  });
});

describe('an S3 key id with one character changed', () => {
  it('has no secret, whichever it is and whatever it becomes', () => {
    const character = fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567');
    const asked = fc.property(minted, fc.nat({ max: 34 }), character, (id, at, other) => {
      fc.pre(id[at] !== other);
      const changed = id.slice(0, at) + other + id.slice(at + 1);
      expect(s3SecretOf(ring, changed)).toBeNull();
      expect(isGenuineS3KeyId(ring, changed)).toBe(false);
    });
    fc.assert(asked, { numRuns: 2000 });
  });

  it('is refused however long it is, and does not throw', () => {
    const asked = fc.property(fc.string({ maxLength: 80 }), (text) => {
      expect(s3SecretOf(ring, text)).toBeNull();
      expect(isS3KeyShaped(text)).toBe(false);
    });
    fc.assert(asked);
  });
});
