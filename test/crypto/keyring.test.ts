import { describe, expect, it } from 'vitest';
import { toHex } from '../../src/crypto/hex.ts';
import { deriveKeyring } from '../../src/crypto/keyring.ts';

const ROOT = '0123456789abcdef'.repeat(4);

describe('deriveKeyring', () => {
  it('gives a key of its own to every purpose, none of them the root key', () => {
    const { current, previous } = deriveKeyring(ROOT, null);
    const keys = [toHex(current.tag), toHex(current.sealing), ROOT];
    expect(new Set(keys).size).toBe(3);
    expect(keys.every((key) => key.length === 64)).toBe(true);
    expect(previous).toBeNull();
  });

  it('names a root key without telling any digit of what is derived from it', () => {
    const { current } = deriveKeyring(ROOT, null);
    expect(current.id).toMatch(/^[0-9a-f]{8}$/);
    for (const key of [toHex(current.tag), toHex(current.sealing), ROOT]) expect(key).not.toContain(current.id);
  });

  it('is the same in every isolate, whatever the case of the digits', () => {
    expect(deriveKeyring(ROOT.toUpperCase(), null)).toEqual(deriveKeyring(ROOT, null));
  });

  it('two root keys share nothing', () => {
    const { current, previous } = deriveKeyring(ROOT, '00'.repeat(32));
    expect(previous?.id).not.toBe(current.id);
    expect(previous?.tag).not.toEqual(current.tag);
    expect(previous?.sealing).not.toEqual(current.sealing);
  });

  it.each(['', 'x', 'zz'.repeat(32), ROOT.slice(2), `${ROOT}00`, ` ${ROOT}`, ROOT.slice(1)])(
    'refuses %j, and says which variable it was',
    (hex) => {
      expect(() => deriveKeyring(hex, null)).toThrow(/^ROOT_KEY must be/);
      expect(() => deriveKeyring(ROOT, hex)).toThrow(/^ROOT_KEY_PREVIOUS must be/);
    },
  );

  it('never repeats a malformed key in its message', () => {
    expect(() => deriveKeyring('not-quite-a-secret', null)).toThrow(expect.not.stringContaining('not-quite'));
  });
});
