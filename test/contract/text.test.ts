import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Slug, text } from '../../src/contract/text.ts';
import { IdempotencyKey } from '../../src/contract/tokens.ts';

describe('Slug', () => {
  it.each(['a', '0', 'web-shop_2', 'x'.repeat(32)])('%s', (slug) => {
    expect(Slug.safeParse(slug).success).toBe(true);
  });

  it.each(['', '-a', '_a', 'A', 'a.b', 'a:b', 'a/b', 'a b', 'é', '*', '[]', 'x'.repeat(33), 'a\n'])(
    'not %j',
    (slug) => {
      expect(Slug.safeParse(slug).success).toBe(false);
    },
  );

  it('never holds what separates parts of a token or of a KV key', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 34 }), (input) => {
        if (Slug.safeParse(input).success) expect(input).not.toMatch(/[^a-z0-9_-]/);
      }),
    );
  });
});

describe('text', () => {
  const Name = text(10, 1);

  it.each(['a', 'Ünïcode', '中文', '👩‍🚀', '"; drop --', 'x'.repeat(10)])('%s', (input) => {
    expect(Name.safeParse(input).success).toBe(true);
  });

  it.each(['', 'x'.repeat(11), 'a\0', 'a\nb', 'a\tb', 'a\u007f', 'a\u0085', '\ud800', 'a\udc00b'])(
    'not %j',
    (input) => {
      expect(Name.safeParse(input).success).toBe(false);
    },
  );

  it('survives a round through UTF-8, which is what D1 and KV keep', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 10 }), (input) => {
        if (!Name.safeParse(input).success) return;
        expect(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(new TextEncoder().encode(input))).toBe(
          input,
        );
      }),
    );
  });
});

describe('IdempotencyKey', () => {
  it.each(['a', '"quoted"', '~'.repeat(128), '550e8400-e29b-41d4-a716-446655440000'])('%s', (key) => {
    expect(IdempotencyKey.safeParse(key).success).toBe(true);
  });

  it.each(['', ' ', 'a b', 'é', 'a\n', '~'.repeat(129)])('not %j', (key) => {
    expect(IdempotencyKey.safeParse(key).success).toBe(false);
  });
});
