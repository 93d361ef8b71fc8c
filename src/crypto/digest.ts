import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * SHA-256 of a string's UTF-8 bytes. The synchronous form: one call costs less than a promise's round through the
 * event loop. A fast hash is right here, the secrets are 192 random bits of our own making.
 */
export function sha256(input: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(input).digest());
}

/** Whether two byte strings are equal, in time that depends only on their length. */
export function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.byteLength === right.byteLength && timingSafeEqual(left, right);
}
