import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Grant } from '../../../src/contract/grants.ts';
import { covers } from '../../../src/contract/scopes.ts';
import { TOKEN_TYPES } from '../../../src/contract/token-types.ts';
import type { CreateTokenBody } from '../../../src/contract/tokens.ts';
import { parseBlock, withinAny } from '../../../src/domain/tokens/check.ts';
import {
  mergeGrants,
  readAllowedIps,
  readAllowedOrigins,
  readExpiry,
  readNotBefore,
  readScope,
} from '../../../src/domain/tokens/draft.ts';
import { TYPE_POLICIES } from '../../../src/domain/tokens/types.ts';
import { NOW } from './samples.ts';

const DAY = 86_400;
const type = fc.constantFrom(...TOKEN_TYPES);
const place = fc.constantFrom('web', 'app', '*');
const grant: fc.Arbitrary<Grant> = fc.record({
  resource: fc.constantFrom('namespace', 'queue'),
  name: fc.constantFrom('a', 'b', '*'),
  actions: fc.uniqueArray(fc.constantFrom('read', 'write', 'delete', 'purge'), { minLength: 1 }),
});
const body: fc.Arbitrary<CreateTokenBody> = fc
  .tuple(type, fc.array(place, { maxLength: 3 }), fc.array(place, { maxLength: 3 }), fc.array(grant, { maxLength: 4 }))
  .map(([of, projects, environments, grants]) => ({ type: of, name: 'n', projects, environments, grants }));

describe('readScope', () => {
  it('never lets a token be more than the policy of its type', () => {
    fc.assert(
      fc.property(body, (wanted) => {
        const scope = readScope(wanted);
        if (!scope.ok) return;
        const policy = TYPE_POLICIES[wanted.type];
        const { projects, environments, grants } = scope.value;
        const all = (names: string[]) => names.length === 1 && names[0] === '*';
        const named = (names: string[]) => names.length > 0 && !names.includes('*');
        if (policy.projects === 'all') expect(projects).toEqual(['*']);
        if (policy.projects === 'one') expect([projects.length, named(projects)]).toEqual([1, true]);
        if (policy.projects === 'any') expect(all(projects) || named(projects)).toBe(true);
        if (policy.environments === 'all') expect(environments).toEqual(['*']);
        if (policy.environments === 'one') expect([environments.length, named(environments)]).toEqual([1, true]);
        if (policy.environments === 'some') expect(named(environments)).toBe(true);
        if (policy.permission !== 'grants') expect(grants).toEqual([]);
        for (const { resource, actions } of grants) {
          if (wanted.type === 'frontend') expect(actions).toEqual(['read']);
          if (resource === 'namespace') expect(actions).not.toContain('purge');
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('keeps what it accepts: the scope allows just what the body asked for', () => {
    fc.assert(
      fc.property(body, fc.array(grant, { minLength: 3, maxLength: 3 }), (wanted, probes) => {
        const scope = readScope(wanted);
        if (!scope.ok) return;
        for (const { resource, name, actions } of probes) {
          for (const action of actions) {
            const need = { resource, name, action };
            expect(covers(scope.value.grants, need)).toBe(covers(wanted.grants ?? [], need));
          }
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('says which field is at fault', () => {
    const fieldOf = (fields: Partial<CreateTokenBody>) => {
      const scope = readScope({ type: 'client', name: 'n', project: 'web', environments: ['production'], ...fields });
      return scope.ok ? null : scope.denial.reason === 'invalid' && scope.denial.field;
    };
    expect(fieldOf({})).toBeNull();
    expect(fieldOf({ projects: ['app'] })).toBe('project');
    expect(fieldOf({ environments: [] })).toBe('environments');
    expect(fieldOf({ type: 'admin' })).toBe('projects');
    expect(fieldOf({ grants: [{ resource: 'namespace', name: 'a', actions: ['own'] }] })).toBe('grants');
  });
});

describe('mergeGrants', () => {
  it('merging changes nothing of what is allowed, leaves one grant a name, and merging again changes nothing', () => {
    fc.assert(
      fc.property(fc.array(grant, { maxLength: 6 }), grant, (grants, probe) => {
        const merged = mergeGrants(grants);
        const keys = merged.map(({ resource, name }) => `${resource}:${name}`);
        expect(new Set(keys).size).toBe(keys.length);
        expect(mergeGrants(merged)).toEqual(merged);
        for (const action of probe.actions) {
          const need = { resource: probe.resource, name: probe.name, action };
          expect(covers(merged, need)).toBe(covers(grants, need));
        }
      }),
    );
  });
});

describe('readExpiry', () => {
  const days = fc.option(fc.integer({ min: 1, max: 400 }), { nil: null });
  const expires = fc.option(
    fc.oneof(
      fc.constant('never'),
      fc.integer({ min: 0, max: 500 }).map((n) => `${n}d`),
    ),
    { nil: undefined },
  );

  it('never gives a life longer than the maximum, nor an end that is not in the future', () => {
    fc.assert(
      fc.property(type, days, days, expires, (of, defaultDays, maxDays, wanted) => {
        const result = readExpiry({ type: of, expires: wanted }, { [of]: { defaultDays, maxDays } }, NOW);
        if (!result.ok) return;
        const life = (result.value ?? Number.POSITIVE_INFINITY) - NOW;
        expect(life).toBeGreaterThan(0);
        if (maxDays !== null) expect(life).toBeLessThanOrEqual(maxDays * DAY);
      }),
      { numRuns: 1_000 },
    );
  });

  it('refuses only what is past, malformed or beyond the maximum; without a wish it never refuses', () => {
    fc.assert(
      fc.property(type, days, days, expires, (of, defaultDays, maxDays, wanted) => {
        const result = readExpiry({ type: of, expires: wanted }, { [of]: { defaultDays, maxDays } }, NOW);
        if (result.ok) return;
        const asked = wanted === 'never' ? Number.POSITIVE_INFINITY : Number.parseInt(wanted ?? '', 10);
        expect(wanted).toBeDefined();
        expect(asked === 0 || (maxDays !== null && asked > maxDays)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it('the setting of one type says nothing of another', () => {
    const lifetimes = { admin: { maxDays: 1, defaultDays: 1 } };
    expect(readExpiry({ type: 'client', expires: 'never' }, lifetimes, NOW)).toEqual({ ok: true, value: null });
  });
});

describe('restrictions', () => {
  it('null and nothing bind nothing; an empty list allows nobody, and stays', () => {
    for (const read of [readAllowedIps, readAllowedOrigins]) {
      expect(read(undefined)).toEqual({ ok: true, value: null });
      expect(read(null)).toEqual({ ok: true, value: null });
      expect(read([])).toEqual({ ok: true, value: [] });
    }
    expect(readNotBefore(null)).toEqual({ ok: true, value: null });
  });

  it('a block that is accepted can be read at every use: no token may throw once it is made', () => {
    const text = fc.oneof(
      fc.string(),
      fc.ipV4(),
      fc.ipV6(),
      fc.ipV4Extended(),
      fc.tuple(fc.ipV4(), fc.nat(40)).map((parts) => parts.join('/')),
      fc.tuple(fc.ipV6(), fc.nat(140)).map((parts) => parts.join('/')),
    );
    fc.assert(
      fc.property(text, (block) => {
        if (!readAllowedIps([block]).ok) return;
        expect(() => parseBlock(block)).not.toThrow();
        expect(() => withinAny([block], '10.0.0.1')).not.toThrow();
      }),
      { numRuns: 2_000 },
    );
  });

  it.each(['10.0.0.1', '10.0.0.0/8', '0.0.0.0/0', '::1', '2001:db8::/32', '::ffff:10.0.0.1'])(
    '%s is a block',
    (block) => {
      expect(readAllowedIps([block])).toEqual({ ok: true, value: [block] });
    },
  );

  it.each([
    '',
    '10',
    '10.1',
    '10.0.0',
    '010.0.0.1',
    '0x0a.0.0.1',
    '167772161',
    '10.0.0.0/8/8',
    '10.0.0.0/',
    '10.0.0.0/8 ',
    '10.0.0.256',
    '::g',
    'fe80::1%1',
    'host',
    '10.0.0.0-10.0.0.9',
    '*',
  ])('%j is none', (block) => {
    expect(readAllowedIps(['10.0.0.1', block]).ok).toBe(false);
  });

  it.each([
    'https://shop.example',
    'http://localhost:8080',
    'https://xn--bcher-kva.example',
    'https://[::1]:8443',
    '*',
  ])('%s is an origin', (origin) => {
    expect(readAllowedOrigins([origin])).toEqual({ ok: true, value: [origin] });
  });

  it.each([
    '',
    'shop.example',
    'https://shop.example/',
    'https://shop.example/path',
    'https://SHOP.example',
    'https://shop.example:443',
    'https://user@shop.example',
    'https://*.shop.example',
    'https://bücher.example',
    'ftp://shop.example',
    'null',
    'chrome-extension://abc',
    'javascript:alert(1)',
    'https://a.example https://b.example',
  ])('%j is none', (origin) => {
    expect(readAllowedOrigins([origin]).ok).toBe(false);
  });

  it('`*` among others stands for all, and doubles are one', () => {
    expect(readAllowedOrigins(['https://a.example', '*'])).toEqual({ ok: true, value: ['*'] });
    expect(readAllowedIps(['10.0.0.1', '10.0.0.1'])).toEqual({ ok: true, value: ['10.0.0.1'] });
  });
});
