import { Buffer } from 'node:buffer';
import { toHex } from './hex.ts';

/** Random bytes from the platform's CSPRNG, as hex digits. */
export function randomHex(byteLength: number): string {
  return toHex(crypto.getRandomValues(new Uint8Array(byteLength)));
}

/** The same in base64url, without padding. */
export function randomBase64Url(byteLength: number): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(byteLength))).toString('base64url');
}

/** A uniform random integer from 0 to 4095. */
export function random12Bits(): number {
  return (crypto.getRandomValues(new Uint16Array(1))[0] ?? 0) & 0xfff;
}

/** A uniform random number from 0 up to 1, for jitter. */
export function randomFraction(): number {
  return random12Bits() / 4096;
}

/** A uniform random integer from 0 up to a power of two, at most 2^32. */
export function randomBelow(powerOfTwo: number): number {
  return (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % powerOfTwo;
}
