import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deriveKeyring } from '../../../src/crypto/keyring.ts';
import { seal } from '../../../src/crypto/seal.ts';
import { MAX_COOKIE_LENGTH, openCookie, sealCookie } from '../../../src/domain/sessions/cookie.ts';

const OLD = '11'.repeat(32);
const NEW = '22'.repeat(32);
const ring = deriveKeyring(NEW, null);
const CONTENT = { id: 'a1'.repeat(32), token: '*jtn_of_somebody', made: false };

describe('the cookie of a session', () => {
  it('opens as what was sealed, and shows nothing of it', async () => {
    const cookie = await sealCookie(ring, CONTENT);
    expect(await openCookie(ring, cookie)).toEqual(CONTENT);
    expect(cookie).toMatch(/^[\w-]+$/);
    expect(Buffer.from(cookie, 'base64url').toString('latin1')).not.toContain(CONTENT.token);
  });

  it('opens after the root key was changed, and not once the old one is gone', async () => {
    const cookie = await sealCookie(deriveKeyring(OLD, null), CONTENT);
    expect(await openCookie(deriveKeyring(NEW, OLD), cookie)).toEqual(CONTENT);
    expect(await openCookie(ring, cookie)).toBeNull();
  });

  it('is none where anything else was sealed: other contents, or for another purpose', async () => {
    const sealed = async (text: string, context = 'session') =>
      Buffer.from(await seal(ring, text, context)).toString('base64url');
    const texts = ['', 'null', '[]', '{}', JSON.stringify({ ...CONTENT, made: 'yes' }), JSON.stringify({ id: 'x' })];
    for (const text of texts) expect([text, await openCookie(ring, await sealed(text))]).toEqual([text, null]);
    expect(await openCookie(ring, await sealed(JSON.stringify(CONTENT), 'token:1:1'))).toBeNull();
  });

  it('is none with any one character changed, left out or doubled', async () => {
    const cookie = await sealCookie(ring, CONTENT);
    for (let at = 0; at < cookie.length; at += 1) {
      const other = cookie[at] === 'A' ? 'Z' : 'A';
      const changed = cookie.slice(0, at) + other + cookie.slice(at + 1);
      // The last character may hold bits that no byte has: what it decodes to is what counts.
      if (Buffer.from(changed, 'base64url').equals(Buffer.from(cookie, 'base64url'))) continue;
      expect([at, await openCookie(ring, changed)]).toEqual([at, null]);
      expect([at, await openCookie(ring, cookie.slice(0, at))]).toEqual([at, null]);
    }
    expect(await openCookie(ring, cookie + cookie)).toBeNull();
  });

  it('is none whatever else is sent, and never throws', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 200 }), async (text) => {
        expect(await openCookie(ring, text)).toBeNull();
      }),
    );
  });

  it('longer than a browser keeps is not even opened', async () => {
    const long = await sealCookie(ring, { ...CONTENT, token: 'x'.repeat(MAX_COOKIE_LENGTH) });
    expect(long.length).toBeGreaterThan(MAX_COOKIE_LENGTH);
    expect(await openCookie(ring, long)).toBeNull();
  });
});
