import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ItemList } from '../../../src/contract/places.ts';
import { createTestApp, outcome, setUpAdmin } from '../../support/app.ts';
import { addProject } from '../../support/route-contract.ts';

const test = createTestApp();
let admin = '';
const at = (segment: string) => `/v1/projects/web/namespaces/a/items/${segment}?environment=staging`;
const put = (segment: string, body = '') => test.call('PUT', at(segment), { token: admin, body });

beforeAll(async () => {
  admin = await setUpAdmin(test);
  await addProject('web', ['a']);
});

const strange = fc.constantFrom(
  '/',
  '//',
  '%',
  '%2F',
  '%25',
  '+',
  ' ',
  '?',
  '#',
  ':',
  ';',
  '&',
  '=',
  '\\',
  '.',
  '..',
  '~',
);
const part = fc.oneof(
  strange,
  fc.string({ maxLength: 5 }),
  fc.string({ unit: 'grapheme', maxLength: 5 }),
  fc.string({ unit: 'binary', maxLength: 3 }),
);
const anyKey = fc.oneof(
  fc.array(part, { minLength: 1, maxLength: 6 }).map((parts) => parts.join('')),
  fc.nat(500).map((length) => 'k'.repeat(length)),
);

/** What a client can write of a key in an address; null for what UTF-8 cannot carry. */
function encode(key: string): string | null {
  return key.isWellFormed() ? encodeURIComponent(key) : null;
}

describe('an item key', () => {
  it('comes back as it was written, is listed as it was written, or is refused', async () => {
    await fc.assert(
      fc.asyncProperty(anyKey, fc.string(), async (key, value) => {
        const segment = encode(key);
        if (segment === null) return;
        const written = await outcome(await put(segment, value));
        if (written !== '204') {
          expect(written).toMatch(/^4\d\d /);
          return;
        }
        const read = await test.call('GET', at(segment), { token: admin });
        expect(await read.text()).toBe(value);
        const list = await test.call('GET', `${at('').replace('items/', 'items')}&prefix=${segment}&limit=1000`, {
          token: admin,
        });
        expect((await list.json<ItemList>()).items.map((item) => item.key)).toContain(key);
      }),
      { numRuns: 150 },
    );
  }, 60_000);

  it('ends in less than 500 whatever its bytes', async () => {
    const byte = fc.nat(255).map((value) => `%${value.toString(16).padStart(2, '0')}`);
    const anyBytes = fc.array(fc.oneof(byte, fc.constantFrom('%', '%z', '%2', '/', 'a')), {
      minLength: 1,
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(anyBytes, fc.constantFrom('GET', 'PUT', 'DELETE', 'HEAD', 'OPTIONS'), async (bytes, method) => {
        const response = await test.call(method, at(bytes.join('')), { token: admin });
        expect(response.status).toBeLessThan(500);
      }),
      { numRuns: 150 },
    );
  }, 60_000);

  it.each(['a/b', '100%', '%2F', 'ä ö', '日本', '😀', '~', 'a:b', '...', 'x'.repeat(400), '__proto__'])(
    'may be %s',
    async (key) => {
      expect(await outcome(await put(encodeURIComponent(key), key))).toBe('204');
      expect(await (await test.call('GET', at(encodeURIComponent(key)), { token: admin })).text()).toBe(key);
    },
  );

  it.each(['%00', '%0A', 'a%7F', 'x'.repeat(401), '%C3%A9'.repeat(201)])('is refused as %s', async (segment) => {
    expect(await outcome(await put(segment))).toBe('400 invalid_request');
  });

  it('is no way out of the namespace: . and .. are taken out of an address before it is sent, or refused', async () => {
    for (const segment of ['.', '..', '%2e', '%2E%2e', '..%2F..%2Fab%2Fitems%2Fx']) {
      const response = await put(segment);
      expect([204, 400, 404]).toContain(response.status);
    }
    const list = await test.call('GET', `/v1/projects/web/namespaces/a/items?environment=staging&prefix=.`, {
      token: admin,
    });
    const keys = (await list.json<ItemList>()).items.map(({ key }) => key);
    expect(keys.filter((key) => key === '.' || key === '..')).toEqual([]);
  });
});
