import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Grant } from '../../../src/contract/grants.ts';
import { coversAll, formatScopes } from '../../../src/contract/scopes.ts';
import { deriveToken, type Places, refuseSubject } from '../../../src/domain/oauth/derive.ts';
import type { Wanted } from '../../../src/domain/oauth/wanted.ts';
import { copyOf, NOW } from '../tokens/samples.ts';

const TERMS = {
  nowSeconds: NOW,
  maxSeconds: 3600,
  issuer: 'https://jeton.test',
  limits: { namespaces: 20, clients: 20, personalTokens: 10 },
};
const names = (...words: string[]) => fc.uniqueArray(fc.constantFrom(...words), { minLength: 1 });
const grant: fc.Arbitrary<Grant> = fc.record({
  resource: fc.constantFrom('namespace', 'orders'),
  name: fc.constantFrom('*', 'a', 'b'),
  actions: names('read', 'write', 'delete'),
});
const projects = names('*', 'web', 'app');
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { freq: 2 });

const subject = fc
  .record({
    type: fc.constantFrom('client' as const, 'access' as const),
    projects,
    environments: names('staging', 'production', 'preview'),
    grants: fc.array(grant, { maxLength: 4 }),
    expiresAt: maybe(fc.integer({ min: NOW + 1, max: NOW + 10_000 })),
    secretEndsAt: maybe(fc.integer({ min: NOW + 1, max: NOW + 10_000 })),
    audience: maybe(names('https://jeton.test', 'orders', 'stock')),
    name: fc.string({ unit: 'grapheme', maxLength: 100 }),
  })
  .map((fields) => copyOf(fields));
const wanted: fc.Arbitrary<Wanted> = fc.record({
  scope: maybe(fc.array(grant, { maxLength: 4 }).map(formatScopes)),
  audience: maybe(names('https://jeton.test', 'orders', 'other')),
  seconds: maybe(fc.integer({ min: 1, max: 1e6 })),
  dpopKey: maybe(fc.constant('x'.repeat(43))),
});
const places: fc.Arbitrary<Places> = fc.record({
  project: maybe(fc.constantFrom('web', 'app', 'nosuch')),
  environments: maybe(names('staging', 'production', 'nosuch')),
});
const within = (held: readonly string[], given: readonly string[]) =>
  held.includes('*') || given.every((name) => held.includes(name));

describe('what a token is exchanged for', () => {
  it('has nothing that the token has not, whatever is asked for, and is not alive after it', () => {
    let given = 0;
    fc.assert(
      fc.property(subject, wanted, places, (from, asked, where) => {
        const derived = deriveToken(from, asked, where, TERMS);
        if (!derived.ok) return;
        given += 1;
        const token = derived.value;
        expect(coversAll(from.grants, token.grants)).toBe(true);
        expect(within(from.projects, token.projects)).toBe(true);
        expect(within(from.environments, token.environments)).toBe(true);
        expect(within(from.audience ?? ['*'], token.audience ?? [])).toBe(true);
        const end = Math.min(NOW + 3600, from.expiresAt ?? Infinity, from.secretEndsAt ?? Infinity);
        expect(token.expiresAt).toBeLessThanOrEqual(end);
        expect(token.expiresAt).toBeGreaterThan(NOW);
        expect(token).toMatchObject({ type: from.type, parentId: from.id, dpopKey: asked.dpopKey, retrievable: false });
        expect(token.name.length).toBeLessThanOrEqual(100);
        expect(token.name.isWellFormed()).toBe(true);
      }),
      { numRuns: 2_000 },
    );
    expect(given).toBeGreaterThan(200);
  });

  it('is nothing where the token was exchanged itself, is public, or has lost its projects, with a key or without', () => {
    const refused = [{ parentId: 1 }, { trustId: 1 }, { type: 'frontend' as const }, { projects: [] }];
    for (const fields of refused) {
      for (const key of [null, 'x'.repeat(43)]) expect(refuseSubject(copyOf(fields), key)).not.toBeNull();
    }
  });

  it('is bound to a key where the token is bound to where it is used from', () => {
    const bound = [{ clients: [] }, { allowedIps: ['192.0.2.0/24'] }, { allowedOrigins: ['https://a.example'] }];
    for (const fields of bound) {
      expect(refuseSubject(copyOf(fields), null)).toContain('bound to');
      expect(refuseSubject(copyOf(fields), 'x'.repeat(43))).toBeNull();
    }
  });
});
