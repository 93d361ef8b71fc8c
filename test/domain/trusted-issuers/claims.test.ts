import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Grant } from '../../../src/contract/grants.ts';
import { coversAll, formatScopes } from '../../../src/contract/scopes.ts';
import { GITHUB_ISSUER, GITLAB_ISSUER } from '../../../src/contract/trusted-issuers.ts';
import { importForeignKeys } from '../../../src/crypto/foreign-jwt.ts';
import type { TrustedIssuerRecord } from '../../../src/d1/trusted-issuers.ts';
import { createFeed } from '../../../src/domain/edge/feed.ts';
import { createSigningMemory } from '../../../src/domain/signing/keys.ts';
import { acceptForeign } from '../../../src/domain/trusted-issuers/accept.ts';
import { type ClaimRules, keepsRules, refuseRules } from '../../../src/domain/trusted-issuers/claims.ts';
import { createTestApp } from '../../support/app.ts';
import { createOidcIssuer } from '../../support/oidc-issuer.ts';

describe('rules for issuers that everybody’s jobs have say in full whose jobs are let in', () => {
  it.each<[string, string, ClaimRules, boolean]>([
    ['a repository', GITHUB_ISSUER, { repository: ['acme/shop'] }, true],
    ['an owner', GITHUB_ISSUER, { repository: ['acme/*'] }, true],
    ['a number', GITHUB_ISSUER, { repository_owner_id: ['123'], ref: ['refs/heads/main'] }, true],
    ['a subject', GITHUB_ISSUER, { sub: ['repo:acme/*:environment:production'] }, true],
    ['a subject of anybody', GITHUB_ISSUER, { sub: ['repo:*/shop:ref:refs/heads/main'] }, false],
    ['one of two subjects of anybody', GITHUB_ISSUER, { sub: ['repo:acme/shop:**', 'repo:**'] }, false],
    ['a branch alone', GITHUB_ISSUER, { ref: ['refs/heads/main'] }, false],
    ['a name of theirs', GITHUB_ISSUER, { constructor: ['acme/shop'] }, false],
    ['a project', GITLAB_ISSUER, { project_path: ['group/project'], ref: ['main'] }, true],
    ['a subject of GitLab', GITLAB_ISSUER, { sub: ['project_path:group/project:ref_type:branch:ref:main'] }, true],
    ['a claim of GitHub’s', GITLAB_ISSUER, { repository: ['acme/shop'] }, false],
    ['an issuer of one’s own', 'https://gitlab.example.com', { ref: ['main'] }, true],
  ])('%s', (_what, issuer, rules, good) => {
    expect(refuseRules(issuer, rules) === null).toBe(good);
  });
});

it('no rules let nobody in', () => {
  expect(keepsRules({}, { sub: 'x' })).toBe(false);
  expect(keepsRules({ sub: [] }, { sub: 'x' })).toBe(false);
});

const NAMES = ['repository', 'ref', 'sub', 'environment', 'constructor', 'toString'];
const VALUES = ['acme/shop', 'acme/web', 'main', 'refs/heads/main', 'production', 'repo:acme/shop:ref:refs/heads/main'];
const PATTERNS = [...VALUES, 'acme/*', 'refs/heads/**', 'repo:acme/*:**', 'refs/heads/m*'];
const claimValue = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<unknown>(...VALUES) },
  fc.constantFrom<unknown>(...VALUES.map((value) => [value]), 1, true, null, {}, ''),
);
const claims = fc.dictionary(fc.constantFrom(...NAMES), claimValue);
const rules = fc.dictionary(fc.constantFrom(...NAMES), fc.subarray(PATTERNS, { minLength: 1, maxLength: 3 }), {
  minKeys: 1,
  maxKeys: 2,
});
const grants: fc.Arbitrary<Grant[]> = fc.uniqueArray(
  fc.record({
    resource: fc.constantFrom('namespace', 'orders'),
    name: fc.constantFrom('*', 'marketing', 'news'),
    actions: fc.subarray(['read', 'write'], { minLength: 1 }),
  }),
  { minLength: 1, maxLength: 3, selector: ({ resource, name }) => `${resource}:${name}` },
);
const trusts = fc.array(
  fc.record({
    claims: rules,
    grants,
    audience: fc.constantFrom('us', 'them'),
    tokenSeconds: fc.constantFrom(60, 600, 7200),
  }),
  { minLength: 1, maxLength: 4 },
);
const wanted = fc.record({
  scope: fc.option(grants.map(formatScopes)),
  audience: fc.option(fc.constant<string[]>(['https://orders.example'])),
  seconds: fc.option(fc.constantFrom(1, 300, 100_000)),
  dpopKey: fc.constant(null),
});

/** In words of its own: `*` is a part, or what a last part ends with, `**` what is left. */
function keeps(rule: ClaimRules, said: Record<string, unknown>): boolean {
  return Object.keys(rule).every((name) => {
    const value = Object.entries(said).find(([claim]) => claim === name)?.[1];
    if (typeof value !== 'string') return false;
    return (rule[name] ?? []).some((pattern) => {
      const source = pattern.replace(/\*\*$/, '.+').replaceAll(/(?<!\.)\*/g, '[^/:]+');
      return new RegExp(`^(?:${source})$`).test(value);
    });
  });
}

it('whatever it claims and asks for: no draft without a trust all of whose rules it keeps, and none beyond that trust', async () => {
  const test = createTestApp();
  const ci = await createOidcIssuer(() => test.nowMs, 'ES256');
  const keys = await importForeignKeys({ keys: ci.keys().map(({ jwk }) => jwk) });
  const seen = { given: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(trusts, claims, fc.constantFrom('us', 'us', 'them'), wanted, async (drawn, said, aud, asked) => {
      const records = drawn.map((trust, at) => recordOf(trust, at + 1, ci.url));
      const deps = {
        ...test.services,
        trustedIssuers: { listTrusting: async () => records },
        issuerKeys: { fetchKeys: async () => ({ kind: 'failed' as const, reason: 'is not asked' }) },
        issuerMemory: new Map([
          [ci.url, { keys: keys ?? [], readAtMs: test.nowMs, askedAtMs: test.nowMs, failure: null }],
        ]),
        signing: { ...createSigningMemory(), readAtMs: test.nowMs, issuer: 'https://jeton.test' },
        feed: createFeed(),
        nowMs: test.nowMs,
      };
      const from = { address: null, userAgent: null, requestId: 'req' };
      const result = await acceptForeign(deps, from, await ci.sign({ ...said, aud }), asked, null);
      const able = records.filter((trust) => trust.audience === aud && keeps(trust.claims, said));
      if (!result.ok) {
        seen.refused += 1;
        if (asked.scope === null) expect(able).toEqual([]);
        return;
      }
      seen.given += 1;
      const { draft, trust } = result.value;
      const giver = able.find(({ id }) => id === trust.id);
      expect(giver).toBeDefined();
      expect(coversAll(giver?.grants ?? [], draft.grants)).toBe(true);
      expect(draft.projects).toEqual(giver?.projects);
      expect(draft.environments).toEqual(giver?.environments);
      const longest = Math.min(giver?.tokenSeconds ?? 0, 3600);
      expect(draft.expiresAt ?? Number.POSITIVE_INFINITY).toBeLessThanOrEqual(Math.floor(test.nowMs / 1000) + longest);
      expect([draft.type, draft.trustId, draft.audience?.length]).toEqual(['access', giver?.id, 1]);
    }),
    { numRuns: 1500 },
  );
  expect(seen.given).toBeGreaterThan(40);
  expect(seen.refused).toBeGreaterThan(200);
}, 60_000);

type Drawn = Pick<TrustedIssuerRecord, 'claims' | 'grants' | 'audience' | 'tokenSeconds'>;

function recordOf(drawn: Drawn, id: number, issuer: string): TrustedIssuerRecord {
  return {
    ...drawn,
    id,
    issuer,
    version: 1,
    name: 'drawn',
    projects: [`project-${id}`],
    environments: ['production'],
    tokenAudience: null,
    ownerId: null,
    createdBy: 'tok_1',
    createdAt: 0,
    changedAt: 0,
    disabledAt: null,
  };
}
