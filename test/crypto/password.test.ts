import { beforeAll, describe, expect, it } from 'vitest';
import { hashPassword, verifyPassword } from '../../src/crypto/password.ts';

const PASSWORD = 'correct horse battery';
let kept = '';

beforeAll(async () => {
  kept = await hashPassword(PASSWORD);
});

describe('passwords', () => {
  it('the right one opens', async () => {
    expect(await verifyPassword(PASSWORD, kept)).toBe(true);
  });

  it.each(['', 'correct horse batter', 'correct horse battery ', 'Correct horse battery'])(
    '%j does not',
    async (password) => {
      expect(await verifyPassword(password, kept)).toBe(false);
    },
  );

  it('two hashes of one password differ, and neither holds it', async () => {
    const again = await hashPassword(PASSWORD);
    expect(again).not.toBe(kept);
    expect(again).not.toContain('horse');
    expect(await verifyPassword(PASSWORD, again)).toBe(true);
  });

  it('the same characters typed another way are the same password', async () => {
    const composed = await hashPassword('caf\u00e9 au lait, grand');
    expect(await verifyPassword('cafe\u0301 au lait, grand', composed)).toBe(true);
  });

  it('the cost is written down and is that of OWASP for 32 MiB', () => {
    expect(kept).toMatch(/^scrypt\$32768\$8\$3\$[0-9a-f]{32}\$[0-9a-f]{64}$/);
  });

  it('a hash made at another cost still opens', async () => {
    // RFC 7914 section 12, the vector with N = 1024, r = 8, p = 16: the first 32 of its 64 bytes.
    const salt = [...'NaCl'].map((char) => char.charCodeAt(0).toString(16)).join('');
    const key = 'fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162';
    expect(await verifyPassword('password', `scrypt$1024$8$16$${salt}$${key}`)).toBe(true);
    expect(await verifyPassword('passwort', `scrypt$1024$8$16$${salt}$${key}`)).toBe(false);
  });

  it.each([
    ['nothing', ''],
    ['the password itself', PASSWORD],
    ['another scheme', 'bcrypt$1$1$1$00$00'],
    ['a key cut short', 'scrypt$1024$8$1$00$00'],
    ['an empty key: it would open to anybody', 'scrypt$1024$8$1$00$'],
  ])('a kept hash that is %s is an error, never a yes', async (_what, hash) => {
    await expect(verifyPassword(PASSWORD, hash)).rejects.toThrow();
  });
});
