import type { Credentials } from '../domain/sign-in/sign-in.ts';

/** A mail address of 254 characters and a password of 256, four bytes each at most, in base64. */
const MAX_LENGTH = 2_048;
const MAX_EMAIL = 254;
const MAX_PASSWORD = 256;
const BASIC = /^basic(?: +|$)/i;

/** Whether an `Authorization` header is of the scheme Basic, well formed or not. */
export function isBasic(header: string | undefined): header is string {
  return header !== undefined && BASIC.test(header);
}

/**
 * The mail address and the password of a Basic header, RFC 7617 in UTF-8; null where it is not well formed. The first
 * colon separates the two: a password may hold more.
 */
export function readBasic(header: string): Credentials | null {
  const [email, password] = splitBasic(header, MAX_LENGTH) ?? ['', ''];
  const plausible = password !== '' && email.length <= MAX_EMAIL && password.length <= MAX_PASSWORD;
  return plausible ? { email, password } : null;
}

/** The user-id, which is never empty, and the password of a Basic header; null where it is longer or not well formed. */
export function splitBasic(header: string, maxLength: number): [string, string] | null {
  if (header.length > maxLength) return null;
  const text = decode(header.replace(BASIC, ''));
  const colon = text?.indexOf(':') ?? -1;
  // RFC 7617 allows no control characters; scrypt could not tell a NUL at the end from none.
  if (text === null || colon < 1 || /\p{Cc}/u.test(text)) return null;
  return [text.slice(0, colon), text.slice(colon + 1)];
}

function decode(base64: string): string | null {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return null;
  try {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
