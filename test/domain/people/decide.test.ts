import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holds } from '../../../src/contract/held-permissions.ts';
import type { Standing } from '../../../src/contract/token-copy.ts';
import { belongsTo, decide, type Principal, standsWithin } from '../../../src/domain/people/decide.ts';
import { allPermissions } from '../../../src/domain/people/roles.ts';
import { standingOf } from '../tokens/samples.ts';

const person = (fields: Partial<Standing>, only: string | null = null): Principal => ({
  everything: only === null && fields.role === 'admin',
  userId: 1,
  standing: standingOf(fields),
  only,
});

describe('holds', () => {
  it.each([
    [['token:read'], 'token:read', ['staging'], true],
    [['token:*'], 'token:read', ['*'], true],
    [['token:read@staging'], 'token:read', ['staging'], true],
    [['token:read@staging'], 'token:read', ['staging', 'production'], false],
    [['token:read@staging', 'token:read@production'], 'token:read', ['staging', 'production'], true],
    [['token:*@staging'], 'token:delete', ['staging'], true],
    [['token:read@staging'], 'token:read', ['*'], false],
    [['token:read@staging'], 'token:read', null, true],
    [['token:read@staging'], 'token:read', [], false],
    [['token:read'], 'token:create', null, false],
    [['namespace:*'], 'token:read', null, false],
    [['*'], 'sweep:create', ['*'], true],
    [[], 'token:read', null, false],
  ])('%j, asked for %s in %j: %s', (permissions, permission, environments, expected) => {
    expect(holds(permissions, permission, environments)).toBe(expected);
  });
});

describe('decide', () => {
  it('says which role permits it, and which scope is missing', () => {
    const ada = person({ role: 'viewer', members: { web: 'member' } });
    expect(decide(ada, { permission: 'token:create', where: { project: 'web' }, environments: ['staging'] })).toEqual({
      allowed: true,
      by: 'role member in project web',
    });
    expect(decide(ada, { permission: 'namespace:read', where: { project: 'app' } })).toEqual({
      allowed: true,
      by: 'role viewer',
    });
    expect(decide(ada, { permission: 'token:create', where: { project: 'app' } })).toEqual({
      allowed: false,
      need: { resource: 'token', name: 'app', action: 'create' },
    });
    expect(decide(ada, { permission: 'token:create', where: 'everywhere' })).toEqual({
      allowed: false,
      need: { resource: 'token', name: '*', action: 'create' },
    });
  });

  it('a custom role counts where it is given: everywhere as a root role, else in its project', () => {
    const roles = { developer: ['token:*@staging'] };
    const question = { permission: 'token:create', environments: ['staging'] };
    const root = person({ role: 'developer', roles });
    const member = person({ members: { web: 'developer' }, roles });
    expect(decide(root, { ...question, where: { project: 'any' } }).allowed).toBe(true);
    expect(decide(member, { ...question, where: { project: 'web' } }).allowed).toBe(true);
    expect(decide(member, { ...question, where: { project: 'app' } }).allowed).toBe(false);
    const production = { permission: 'token:create', environments: ['production'], where: { project: 'web' } };
    expect(decide(member, production).allowed).toBe(false);
  });

  it.each(['constructor', '__proto__', 'toString', 'gone'])(
    'a role called %s that nobody defined permits nothing',
    (name) => {
      const ada = person({ role: name, members: { web: name } });
      for (const permission of allPermissions()) {
        expect(decide(ada, { permission, where: { project: 'web' } }).allowed).toBe(false);
      }
      expect(decide(person({}), { permission: 'token:read', where: { project: name } }).allowed).toBe(false);
    },
  );

  it('a master token has the role in its project only, not the root role, not other projects', () => {
    const ada = person({ role: 'editor', members: { web: 'member', app: 'owner' } }, 'web');
    expect(decide(ada, { permission: 'token:create', where: { project: 'web' } }).allowed).toBe(true);
    expect(decide(ada, { permission: 'member:write', where: { project: 'app' } }).allowed).toBe(false);
    expect(decide(ada, { permission: 'project:create', where: 'everywhere' }).allowed).toBe(false);
    expect([belongsTo(ada, 'web'), belongsTo(ada, 'app')]).toEqual([true, false]);
  });
});

const PROJECTS = ['web', 'app'];
const ENVIRONMENTS = ['staging', 'production'];
const permission = fc.constantFrom(
  'token:read',
  'token:create',
  'token:*',
  'token:create@staging',
  'token:*@production',
  'namespace:read',
  'namespace:*',
  'member:write',
);
const standing: fc.Arbitrary<Standing> = fc
  .record({
    role: fc.constantFrom('none', 'viewer', 'editor', 'token_admin', 'admin', 'custom'),
    web: fc.constantFrom(null, 'owner', 'member', 'custom'),
    app: fc.constantFrom(null, 'owner', 'member', 'custom'),
    groups: fc.subarray(['g', 'h']),
    custom: fc.uniqueArray(permission, { maxLength: 4 }),
  })
  .map(({ role, web, app, groups, custom }) => {
    const members = { ...(web && { web }), ...(app && { app }) };
    return standingOf({ role, members, groups, roles: { custom } });
  });
const principal = fc
  .tuple(standing, fc.constantFrom(null, 'web'))
  .map(([of, only]) => ({ everything: only === null && of.role === 'admin', userId: 1, standing: of, only }));

describe('standsWithin', () => {
  it('never says so of somebody who may do anything that the other may not', () => {
    const seen = { within: 0, beyond: 0 };
    fc.assert(
      fc.property(principal, principal, (outer, inner) => {
        if (!standsWithin(outer, inner)) {
          seen.beyond += 1;
          return;
        }
        seen.within += 1;
        for (const asked of allPermissions()) {
          for (const where of ['everywhere' as const, ...PROJECTS.map((project) => ({ project }))]) {
            for (const environments of [null, ['*'], ...ENVIRONMENTS.map((name) => [name])]) {
              const question = { permission: asked, where, environments };
              if (decide(inner, question).allowed) expect(decide(outer, question).allowed).toBe(true);
            }
          }
        }
      }),
      { numRuns: 1_500 },
    );
    expect(seen.within).toBeGreaterThan(150);
    expect(seen.beyond).toBeGreaterThan(150);
  });

  it('everybody is within themselves, and within an admin', () => {
    fc.assert(
      fc.property(principal, (one) => {
        expect(standsWithin(one, one)).toBe(true);
        expect(standsWithin(person({ role: 'admin' }), one)).toBe(true);
      }),
    );
  });
});
