import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { equalBytes, sha256 } from '../../src/crypto/digest.ts';
import { fromHex, toHex } from '../../src/crypto/hex.ts';
import { random12Bits, randomHex } from '../../src/crypto/random.ts';

describe('hex', () => {
  it('gives back the bytes that it was given', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(fromHex(toHex(bytes))).toEqual(bytes);
      }),
    );
  });

  it.each(['0', '0g', 'zz', ' 00', '00 ', '0x00', '００'])('%j is none', (text) => {
    expect(fromHex(text)).toBeNull();
  });
});

describe('sha256', () => {
  it.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    ['é', '4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c'],
  ])('of %j is what FIPS 180-4 says', (input, hex) => {
    expect(toHex(sha256(input))).toBe(hex);
  });
});

describe('equalBytes', () => {
  it('is true of equal bytes and of no others', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 4 }), fc.uint8Array({ maxLength: 4 }), (left, right) => {
        expect(equalBytes(left, right)).toBe(toHex(left) === toHex(right));
        expect(equalBytes(left, left.slice())).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('random', () => {
  it('has the length asked for, and every digit at every place', () => {
    const drawn = Array.from({ length: 500 }, () => randomHex(24));
    expect(drawn.every((hex) => /^[0-9a-f]{48}$/.test(hex))).toBe(true);
    for (let place = 0; place < 48; place += 1) expect(new Set(drawn.map((hex) => hex[place])).size).toBe(16);
  });

  it('draws 12 bits, all of them', () => {
    const drawn = Array.from({ length: 2_000 }, () => random12Bits());
    expect(drawn.every((value) => Number.isInteger(value) && value >= 0 && value < 4096)).toBe(true);
    for (let bit = 0; bit < 12; bit += 1) expect(new Set(drawn.map((value) => (value >> bit) & 1)).size).toBe(2);
  });
});
