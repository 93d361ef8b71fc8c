import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PropertyDocument } from '../../../src/contract/properties.ts';
import { coversPath, isHidden } from '../../../src/domain/properties/patterns.ts';

/** What a pattern says it fits, written as an expression. */
function fits(pattern: string, path: string): boolean {
  const source = pattern
    .replace(/\/\*$/, '')
    .replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&')
    .replaceAll(/\{\w+\}/g, '[^/]+');
  return new RegExp(`^${source}${pattern.endsWith('/*') ? '/.*' : ''}$`).test(path);
}

const segment = fc.constantFrom('a', 'b', '', 'c.d');
const patternOf = (one: fc.Arbitrary<string>) =>
  fc.tuple(fc.array(one, { maxLength: 4 }), fc.boolean()).map(([segments, open]) => {
    const path = segments.map((part) => `/${part}`).join('');
    return open || path === '' ? `${path}/*` : path;
  });
const pattern = patternOf(fc.oneof(segment, fc.constantFrom('{x}', '{y}')));
const path = fc.array(segment, { minLength: 1, maxLength: 5 }).map((parts) => parts.map((part) => `/${part}`).join(''));

describe('a pattern that covers another', () => {
  it('fits every path that the other fits', () => {
    fc.assert(
      fc.property(pattern, pattern, path, (one, other, asked) => {
        fc.pre(coversPath(one, other) && fits(other, asked));
        return fits(one, asked);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['/*', '/', true],
    ['/*', '/a/b', true],
    ['/*', '/*', true],
    ['/a/*', '/a/{x}/b', true],
    ['/a/*', '/a/', true],
    ['/a/*', '/a', false],
    ['/{x}', '/a', true],
    ['/{x}', '/', false],
    ['/{x}', '/{y}', true],
    ['/a', '/{x}', false],
    ['/{x}/*', '/*', false],
    ['/a', '/a/*', false],
  ])('%s and %s: %s', (one, other, covers) => {
    expect(coversPath(one, other)).toBe(covers);
  });
});

it('a rule is hidden only where others take each of its paths with each of its methods', () => {
  const { rules } = PropertyDocument.parse({
    hostnames: { production: ['a.example.com'] },
    origin: { url: 'https://a.example' },
    rules: [
      { paths: ['/a/*'], methods: ['GET'], access: { by: 'open' } },
      { paths: ['/a/*'], methods: ['PUT', 'HEAD'], access: { by: 'open' } },
      { paths: ['/a/b', '/a/c/*'], methods: ['GET', 'PUT'], access: { by: 'open' } },
    ],
  });
  const [get, put, last] = rules;
  if (!get || !put || !last) throw new Error('three rules');
  expect([isHidden(last, [get, put]), isHidden(last, [get]), isHidden(last, [])]).toEqual([true, false, false]);
});
