import { describe, expect, it } from 'vitest';
import { CHAIN_START, chainHash, isChained, isSignedHere, SIGNATURE_BYTES, signEvent } from '../../src/crypto/audit.ts';
import { deriveKeyring } from '../../src/crypto/keyring.ts';

const OLD = '00'.repeat(32);
const NEW = '11'.repeat(32);
const keyring = deriveKeyring(NEW, null);
const rotated = deriveKeyring('22'.repeat(32), NEW);
const stranger = deriveKeyring(OLD, null);

describe('the signature of an event', () => {
  it('is 16 bytes, and never the same for the same content', () => {
    const [one, other] = [signEvent(keyring.current, 'content'), signEvent(keyring.current, 'content')];
    expect([one.byteLength, other.byteLength]).toEqual([SIGNATURE_BYTES, SIGNATURE_BYTES]);
    expect(one).not.toEqual(other);
    expect([one, other].map((each) => isSignedHere(keyring, 'content', each))).toEqual([true, true]);
  });

  it('is known under the root key before, and to no other deployment', () => {
    const signature = signEvent(keyring.current, 'content');
    expect(isSignedHere(rotated, 'content', signature)).toBe(true);
    expect(isSignedHere(stranger, 'content', signature)).toBe(false);
  });

  it('fits no other content, and no bit of it may differ', () => {
    const signature = signEvent(keyring.current, 'content');
    expect(isSignedHere(keyring, 'contenT', signature)).toBe(false);
    for (let bit = 0; bit < SIGNATURE_BYTES * 8; bit += 1) {
      const changed = Uint8Array.from(signature, (byte, index) =>
        index === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte,
      );
      expect(isSignedHere(keyring, 'content', changed)).toBe(false);
    }
  });

  it.each([0, 3, 4, 15, 17, 32])('of %i bytes is none', (length) => {
    const signature = signEvent(keyring.current, 'content');
    const other = new Uint8Array(length);
    other.set(signature.subarray(0, length));
    expect(isSignedHere(keyring, 'content', other)).toBe(false);
  });
});

describe('the hash that chains a row', () => {
  const link = { id: 7, content: 'content', signature: new Uint8Array(16) };
  const hash = chainHash(keyring.current, CHAIN_START, link);

  it('is the same for everybody who has the key, and for nobody else', () => {
    expect(chainHash(keyring.current, CHAIN_START, link)).toEqual(hash);
    expect(isChained(keyring, CHAIN_START, link, hash)).toBe(true);
    expect(isChained(rotated, CHAIN_START, link, hash)).toBe(true);
    expect(isChained(stranger, CHAIN_START, link, hash)).toBe(false);
  });

  it.each([
    ['another id', CHAIN_START, { ...link, id: 8 }],
    ['other content', CHAIN_START, { ...link, content: 'Content' }],
    ['another signature', CHAIN_START, { ...link, signature: new Uint8Array(16).fill(1) }],
    ['no signature', CHAIN_START, { ...link, signature: null }],
    ['an empty signature', CHAIN_START, { ...link, signature: new Uint8Array() }],
    ['another row before', hash, link],
    ['a row before that has no hash', new Uint8Array(), link],
  ])('differs with %s', (_what, previousHash, other) => {
    expect(isChained(keyring, previousHash, other, hash)).toBe(false);
  });

  it('a row without a signature is not one with an empty one', () => {
    const [none, empty] = [null, new Uint8Array()].map((signature) =>
      chainHash(keyring.current, CHAIN_START, { ...link, signature }),
    );
    expect(none).not.toEqual(empty);
  });
});
