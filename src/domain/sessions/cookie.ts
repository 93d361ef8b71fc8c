import { Buffer } from 'node:buffer';
import { z } from 'zod';
import type { Keyring } from '../../crypto/keyring.ts';
import { open, seal } from '../../crypto/seal.ts';

/** What the cookie of a session holds. `made`: its token was made by signing in, and ends with the session. */
const Content = z.object({ id: z.string(), token: z.string(), made: z.boolean() });
export type CookieContent = z.infer<typeof Content>;

/** Browsers keep no cookie longer than 4,096 bytes with its name and attributes (RFC 6265 section 6.1). */
export const MAX_COOKIE_LENGTH = 3_900;
const CONTEXT = 'session';

/**
 * Seals a session under the root key, which signs it too: what was not sealed here does not open. Neither the cookie nor
 * the database gives the token away by itself.
 */
export async function sealCookie(keyring: Keyring, content: CookieContent): Promise<string> {
  return Buffer.from(await seal(keyring, JSON.stringify(content), CONTEXT)).toString('base64url');
}

/** Opens a cookie, without asking storage; null for one that was not sealed here. */
export async function openCookie(keyring: Keyring, cookie: string): Promise<CookieContent | null> {
  if (cookie.length > MAX_COOKIE_LENGTH) return null;
  try {
    const sealed = new Uint8Array(Buffer.from(cookie, 'base64url'));
    return Content.parse(JSON.parse(await open(keyring, sealed, CONTEXT)));
  } catch {
    return null;
  }
}
