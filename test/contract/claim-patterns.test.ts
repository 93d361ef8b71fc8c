import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ClaimPattern, literalParts, matchesPattern } from '../../src/contract/claim-patterns.ts';

describe('a pattern stands for the whole claim', () => {
  it.each([
    [
      'acme/shop',
      ['acme/shop'],
      ['acme/shop2', 'acme/sho', 'Acme/shop', 'x/acme/shop', 'acme/shop/x', 'acme:shop', ''],
    ],
    ['acme/*', ['acme/shop', 'acme/a.b-c_d'], ['acme/', 'acme', 'acme-evil/shop', 'acme/shop/x', 'acme/shop:x']],
    [
      'refs/tags/v*',
      ['refs/tags/v1', 'refs/tags/v1.2.3'],
      ['refs/tags/v', 'refs/tags/x1', 'refs/tags/v1/x', 'refs/tags/'],
    ],
    [
      'repo:acme/shop:**',
      ['repo:acme/shop:pull_request', 'repo:acme/shop:ref:refs/heads/main'],
      ['repo:acme/shop', 'repo:acme/shop:', 'repo:acme/shop2:ref'],
    ],
    [
      'repo:acme/*:environment:production',
      ['repo:acme/shop:environment:production'],
      ['repo:acme/a/b:environment:production', 'repo:acme/shop:environment:production:x'],
    ],
    ['main', ['main'], ['main ', ' main', 'mainx', 'MAIN', 'ma\u0130n']],
    ['a.b', ['a.b'], ['aXb']],
  ])('%s', (pattern, matching, others) => {
    expect(ClaimPattern.safeParse(pattern).success).toBe(true);
    expect(matching.filter((claim) => !matchesPattern(pattern, claim))).toEqual([]);
    expect(others.filter((claim) => matchesPattern(pattern, claim))).toEqual([]);
  });
});

describe('a pattern that could let strangers in is refused', () => {
  it.each([
    '*',
    '**',
    '*/shop',
    'acme*',
    'acme*/shop',
    'repo:acme*/shop:ref',
    'repo:*acme/shop',
    'refs/*-release',
    'refs/v**',
    'refs/**/main',
    'refs/a*b*',
    'refs/***',
    '',
  ])('%j', (pattern) => {
    expect(ClaimPattern.safeParse(pattern).success).toBe(false);
  });

  it('control characters and half characters too', () => {
    for (const pattern of ['a\n', 'a\0', '\ud800', 'x'.repeat(256)]) {
      expect(ClaimPattern.safeParse(pattern).success).toBe(false);
    }
  });
});

it('the parts that are said in full are counted up to the first star', () => {
  expect(['repo:acme/shop', 'repo:acme/*', 'repo:*/shop', 'acme', 'a/v*'].map(literalParts)).toEqual([3, 2, 1, 1, 1]);
});

/** The same rule as a regular expression, in other words. */
function oracle(pattern: string, claim: string): boolean {
  const source = pattern
    .replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replace(/\*\*$/, '\u0000')
    .replaceAll('*', '[^/:]+')
    .replace('\u0000', '(?=[\\s\\S]*[^/:])[\\s\\S]+');
  return new RegExp(`^${source}$`, 'u').test(claim);
}

it('agrees with a regular expression for random patterns and claims', () => {
  const letters = fc
    .array(fc.constantFrom('a', 'b', '/', ':', '*', '.', '-'), { maxLength: 9 })
    .map((all) => all.join(''));
  const claims = fc
    .array(fc.constantFrom('a', 'b', '/', ':', '.', '-', '\n'), { maxLength: 9 })
    .map((all) => all.join(''));
  const seen = { matched: 0, refused: 0 };
  fc.assert(
    fc.property(letters, claims, (pattern, claim) => {
      fc.pre(ClaimPattern.safeParse(pattern).success);
      const matches = matchesPattern(pattern, claim);
      seen[matches ? 'matched' : 'refused'] += 1;
      expect(matches).toBe(oracle(pattern, claim));
    }),
    { numRuns: 20_000 },
  );
  expect(seen.matched).toBeGreaterThan(20);
  expect(seen.refused).toBeGreaterThan(1000);
});
