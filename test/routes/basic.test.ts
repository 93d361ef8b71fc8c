import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { isBasic, readBasic } from '../../src/routes/basic.ts';
import { createTestApp, outcome, setUpAdmin, type TestApp } from '../support/app.ts';
import { basic } from '../support/basic.ts';
import { recordStorage } from '../support/watched-storage.ts';

const encoded = (text: string | Uint8Array) => `Basic ${Buffer.from(text).toString('base64')}`;

describe('what is read of a Basic header, RFC 7617', () => {
  it.each([
    ['a password with colons', 'ada@example.com:a:b:c', { email: 'ada@example.com', password: 'a:b:c' }],
    [
      'UTF-8, whatever the characters',
      'jörg@example.com:Straße 😀',
      { email: 'jörg@example.com', password: 'Straße 😀' },
    ],
    ['a byte order mark as what it is', 'a@b.c:\ufeffx', { email: 'a@b.c', password: '\ufeffx' }],
    ['blanks as they stand', 'a@b.c: x ', { email: 'a@b.c', password: ' x ' }],
  ])('%s', (_what, text, read) => {
    expect(readBasic(encoded(text))).toEqual(read);
  });

  it.each(['basic', 'BASIC', 'Basic', 'bAsIc  '])('the scheme in any case: %j', (scheme) => {
    const header = `${scheme} ${Buffer.from('a@b.c:x').toString('base64')}`;
    expect([isBasic(header), readBasic(header)]).toEqual([true, { email: 'a@b.c', password: 'x' }]);
  });

  it.each([
    ['no colon', encoded('ada@example.com')],
    ['no mail address', encoded(':password')],
    ['no password', encoded('ada@example.com:')],
    ['nothing', 'Basic '],
    ['nothing at all', 'Basic'],
    ['what is no base64', 'Basic a:b'],
    ['base64 of another alphabet', 'Basic YT9iOj8_'],
    ['base64 cut short', 'Basic YTpiY'],
    ['two credentials', `${encoded('a:b')}, ${encoded('a:b')}`],
    ['Latin-1', encoded(Uint8Array.from([0x61, 0x3a, 0xe4]))],
    ['an overlong form', encoded(Uint8Array.from([0x61, 0x3a, 0xc0, 0xba]))],
    ['a control character', encoded('a@b.c:pass\u0007word')],
    ['a NUL at the end, which scrypt would not see', encoded('a@b.c:password\0')],
    ['a line break', encoded('a@b.c\r\n:password')],
    ['a password of 257 characters', encoded(`a@b.c:${'x'.repeat(257)}`)],
    ['a mail address of 255 characters', encoded(`${'x'.repeat(255)}:y`)],
    ['a header of 3,000 bytes', `Basic ${'A'.repeat(3_000)}`],
  ])('not %s', (_what, header) => {
    expect(readBasic(header)).toBeNull();
  });

  it('whatever a header holds, reading it never throws, and what was written is read', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.base64String()), (rest) => {
        readBasic(`Basic ${rest}`);
      }),
    );
    const graphic = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(graphic, graphic, (name, password) => {
        fc.pre(!/[\p{Cc}\p{Cs}]/u.test(name + password));
        const email = name.replaceAll(':', ';');
        expect(readBasic(basic(email, password))).toEqual({ email, password });
      }),
    );
  });
});

type Operation = { security?: Record<string, unknown>[]; parameters?: { name: string; in: string }[] };
type Document = { paths: Record<string, Record<string, Operation>> };

describe('seed-systems 2.1: nothing but POST /v1/tokens takes HTTP Basic', () => {
  let test: TestApp;
  const storage = recordStorage();
  const operations: { method: string; path: string; operation: Operation }[] = [];

  beforeAll(async () => {
    test = createTestApp(storage.bindings);
    await setUpAdmin(test);
    const { paths } = await (await test.call('GET', '/openapi.json')).json<Document>();
    for (const [path, methods] of Object.entries(paths)) {
      for (const [method, operation] of Object.entries(methods)) operations.push({ method, path, operation });
    }
  });

  /** An answer without what differs from request to request. */
  async function comparable(response: Response): Promise<unknown> {
    const headers = [...response.headers].filter(([name]) => name !== 'request-id');
    return { status: response.status, headers, text: (await response.text()).replaceAll(/req_[0-9a-f-]{36}/g, 'req') };
  }

  it('every other route answers the right password byte for byte like no credentials, and asks nothing of storage', async () => {
    const guarded = operations.filter(({ operation }) => (operation.security ?? []).length > 0);
    expect(guarded.length).toBeGreaterThan(40);
    for (const { method, path } of guarded) {
      // Clients of OAuth send theirs by Basic too: a token's id and its secret.
      if (path.startsWith('/oauth/') || (method === 'post' && path === '/v1/tokens')) continue;
      const url = path.replaceAll(/\{\w+\}/g, 'web');
      const Authorization = basic('admin@example.com', 'correct horse battery');
      const body = method === 'get' ? {} : { json: {} };
      storage.reset();
      const withPassword = await test.call(method.toUpperCase(), url, { headers: { Authorization }, ...body });
      expect(storage.calls, `${method} ${path}`).toEqual([]);
      expect(withPassword.status, `${method} ${path}`).toBe(401);
      const without = await test.call(method.toUpperCase(), url, body);
      expect(await comparable(withPassword), `${method} ${path}`).toEqual(await comparable(without));
    }
  });

  it('the document says so: Basic stands at that route alone', () => {
    const taking = operations.filter(({ operation }) => operation.security?.some((scheme) => 'basic' in scheme));
    expect(taking.map(({ method, path }) => `${method} ${path}`)).toEqual(['post /v1/tokens']);
  });

  it('a token as the password, or as the user, is no way in either', async () => {
    for (const text of ['admin@example.com:TOKEN', 'TOKEN:x', 'x-token-auth:TOKEN']) {
      const [email = '', password = ''] = text.replace('TOKEN', `*:*.jtn_${'0'.repeat(64)}`).split(/:(.*)/s);
      const headers = { Authorization: basic(email, password) };
      expect(await outcome(await test.call('GET', '/v1/tokens/self', { headers }))).toBe('401 unauthenticated');
    }
  });
});
