import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deriveKeyring } from '../../src/crypto/keyring.ts';
import { open, seal } from '../../src/crypto/seal.ts';

const OLD = '11'.repeat(32);
const NEW = '22'.repeat(32);
const ring = deriveKeyring(NEW, null);

describe('what was sealed', () => {
  it('opens with the same key and context, whatever it was', async () => {
    const text = fc.string({ unit: 'grapheme' });
    await fc.assert(
      fc.asyncProperty(text, text, async (plaintext, context) => {
        expect(await open(ring, await seal(ring, plaintext, context), context)).toBe(plaintext);
      }),
    );
  });

  it('is never sealed alike twice, and shows nothing of the plaintext', async () => {
    const [first, second] = await Promise.all([seal(ring, 'the same secret', 'c'), seal(ring, 'the same secret', 'c')]);
    expect(first).not.toEqual(second);
    expect(new TextDecoder().decode(first)).not.toContain('secret');
  });

  it('opens for no other context', async () => {
    const sealed = await seal(ring, 'secret', 'token:1:1');
    for (const context of ['token:1:2', 'token:2:1', 'token:1:11', '', 'TOKEN:1:1', 'token:1:1 ']) {
      await expect(open(ring, sealed, context)).rejects.toThrow();
    }
  });

  it('opens for no other root key', async () => {
    await expect(open(deriveKeyring(OLD, null), await seal(ring, 'secret', 'c'), 'c')).rejects.toThrow(
      /^nothing here opens/,
    );
  });

  it('does not open with one byte flipped, wherever it is', async () => {
    const sealed = await seal(ring, 'a secret of some length', 'c');
    for (let index = 0; index < sealed.length; index += 1) {
      const spoilt = sealed.map((byte, at) => (at === index ? byte ^ 1 : byte));
      await expect(open(ring, spoilt, 'c'), `byte ${index}`).rejects.toThrow();
    }
  });

  it('does not open cut short or drawn out', async () => {
    const sealed = await seal(ring, 'secret', 'c');
    for (const length of [0, 7, 8, 20, 21, sealed.length - 1]) {
      await expect(open(ring, sealed.slice(0, length), 'c')).rejects.toThrow();
    }
    await expect(open(ring, new Uint8Array([...sealed, 0]), 'c')).rejects.toThrow();
  });

  it('after a change of root key opens as long as the one before is named; new ones are under the present key', async () => {
    const before = await seal(deriveKeyring(OLD, null), 'secret', 'c');
    const both = deriveKeyring(NEW, OLD);
    expect(await open(both, before, 'c')).toBe('secret');
    await expect(open(deriveKeyring(NEW, null), before, 'c')).rejects.toThrow();
    expect(await open(deriveKeyring(NEW, null), await seal(both, 'secret', 'c'), 'c')).toBe('secret');
  });

  it('does not open with the key id of another: the key decides, not its name', async () => {
    const before = await seal(deriveKeyring(OLD, null), 'secret', 'c');
    const now = await seal(deriveKeyring(NEW, null), 'secret', 'c');
    const mixed = new Uint8Array([...now.slice(0, 8), ...before.slice(8)]);
    await expect(open(deriveKeyring(NEW, OLD), mixed, 'c')).rejects.toThrow();
  });
});
