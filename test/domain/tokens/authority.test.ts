import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { formatId } from '../../../src/contract/ids.ts';
import type { CreateTokenBody } from '../../../src/contract/tokens.ts';
import type { TokenRecord } from '../../../src/d1/tokens/record.ts';
import { type Powers, refuseBeyond } from '../../../src/domain/tokens/authority.ts';
import { createToken } from '../../../src/domain/tokens/create.ts';
import { newRecord, newSecret } from '../../../src/domain/tokens/issue.ts';
import { patchToken } from '../../../src/domain/tokens/patch.ts';
import { refreshToken } from '../../../src/domain/tokens/refresh.ts';
import { buildServices } from '../../../src/services.ts';
import { addProject } from '../../support/route-contract.ts';
import { allowedIps, allowedOrigins, findBeyond, grants, PEOPLE, type Person, powersOf } from './powers-model.ts';
import { copyOf, NOW } from './samples.ts';

// A frontend token without origins is good only where no browser asks; no route takes one as a maker.
const MAKERS = ['admin', 'personal', 'client', 'access'] as const;
const maker = powersOf(MAKERS);
const wanted = powersOf();

describe('refuseBeyond', () => {
  it('never lets through what can do anything that the maker cannot', () => {
    const seen = { passed: 0, refused: 0, bound: 0 };
    fc.assert(
      fc.property(maker, wanted, (by, what) => {
        const denial = refuseBeyond(by, what);
        if (denial) seen.refused += 1;
        else {
          seen.passed += 1;
          if (by.type !== 'admin') seen.bound += 1;
          expect(findBeyond(by, what)).toBeNull();
        }
      }),
      { numRuns: 3_000 },
    );
    expect(seen.passed).toBeGreaterThan(100);
    expect(seen.refused).toBeGreaterThan(100);
    expect(seen.bound).toBeGreaterThan(30);
  });

  it('never lets through more by narrowing: what is let through stays so with less', () => {
    fc.assert(
      fc.property(maker, wanted, fc.nat(3), (by, what, drop) => {
        fc.pre(refuseBeyond(by, what) === null);
        const fewer = { ...what, grants: what.grants.slice(0, drop) };
        expect(refuseBeyond(by, fewer)).toBeNull();
      }),
      { numRuns: 300 },
    );
  });

  it('lets a maker make its like', () => {
    fc.assert(
      fc.property(maker, (by) => {
        expect(refuseBeyond(by, by)).toBeNull();
      }),
    );
  });

  it('lets an administrator that is not bound make anything', () => {
    const admin: Powers = { ...copyOf(), type: 'admin', projects: ['*'], environments: ['*'], grants: [] };
    fc.assert(
      fc.property(wanted, (what) => {
        expect(refuseBeyond(admin, what)).toBeNull();
      }),
    );
  });

  it('refuses whoever is not everything a token of a person that it does not speak for', () => {
    const of = (id: number): Person => ({ id, version: 1, role: 'none', enabled: true });
    const personal = (id: number): Powers => ({
      ...copyOf(),
      type: 'personal',
      projects: ['*'],
      environments: ['*'],
      grants: [],
      owner: of(id),
    });
    const client: Powers = { ...copyOf({ owner: of(1), projects: ['*'], environments: ['*'] }) };
    expect(refuseBeyond(personal(1), personal(1))).toBeNull();
    expect(refuseBeyond(personal(1), personal(2))).toEqual({ reason: 'beyond_caller', what: 'grants' });
    expect(refuseBeyond(client, personal(1))).toEqual({ reason: 'beyond_caller', what: 'grants' });
  });

  it('a personal token without a person makes nothing, not even its like', () => {
    const nobodys: Powers = {
      ...copyOf(),
      type: 'personal',
      projects: ['*'],
      environments: ['*'],
      grants: [],
      owner: null,
    };
    expect(refuseBeyond(nobodys, nobodys)).toEqual({ reason: 'beyond_caller', what: 'grants' });
  });

  it.each([
    ['grants', { grants: [{ resource: 'namespace', name: '*', actions: ['read'] }] }],
    ['grants', { type: 'admin' as const, grants: [] }],
    ['projects', { projects: ['web', 'app'] }],
    ['projects', { projects: ['*'] }],
    ['environments', { environments: ['staging'] }],
    ['allowedIps', { allowedIps: null }],
    ['allowedIps', { allowedIps: ['10.0.0.0/7'] }],
    ['allowedIps', { allowedIps: ['10.0.0.1', '::ffff:0:0/96'] }],
    ['allowedOrigins', { allowedOrigins: null }],
    ['allowedOrigins', { allowedOrigins: ['*'] }],
  ])('names %s where %j is asked for', (what, fields) => {
    const bound: Powers = copyOf({ allowedIps: ['10.0.0.0/8'], allowedOrigins: ['https://a.example'] });
    expect(refuseBeyond(bound, bound)).toBeNull();
    expect(refuseBeyond(bound, { ...bound, ...fields })).toEqual({ reason: 'beyond_caller', what });
  });
});

/** The rule where it counts: through the domain's verbs, over the real database, by callers with random powers. */
describe('no verb gives more than its caller has', () => {
  const services = buildServices(env);
  const deps = { ...services, nowMs: NOW * 1000, announce: () => {} };
  const callerOf = (powers: Powers) => {
    const { projects, environments, allowedIps: ips, allowedOrigins: origins } = powers;
    const lists = {
      projects: [...projects],
      environments: [...environments],
      allowedIps: ips && [...ips],
      allowedOrigins: origins && [...origins],
    };
    return { token: copyOf({ ...powers, ...lists }), address: null, userAgent: null, requestId: 'req' };
  };
  const powersIn = (record: TokenRecord): Powers => ({
    ...record,
    owner: PEOPLE.find(({ id }) => id === record.ownerId) ?? null,
  });

  beforeAll(async () => {
    await addProject('web', ['a', 'b']);
    await addProject('app', ['a', 'b']);
    const insert = env.DB.prepare(
      "insert into users (id, version, email, name, role, created_at, disabled_at) values (?, 1, ?, 'n', ?, 0, ?)",
    );
    await env.DB.batch(
      PEOPLE.map(({ id, role, enabled }) => insert.bind(id, `${id}@example.org`, role, enabled ? null : 1)),
    );
  });

  /** A token with any powers, put into the database past every rule. */
  async function exists(powers: Powers): Promise<TokenRecord> {
    const {
      type,
      projects,
      environments,
      grants: held,
      allowedIps: ips,
      allowedOrigins: origins,
    } = callerOf(powers).token;
    const scope = { type, projects, environments, grants: held, allowedIps: ips, allowedOrigins: origins };
    const rest = { name: 'n', description: null, notBefore: null, expiresAt: null, retrievable: false };
    const record = newRecord({ ...scope, ...rest, ownerId: powers.owner?.id ?? null }, drawn);
    drawn += 1;
    const { stored } = await newSecret(services.keyring, record);
    const event = { at: NOW, actor: '', action: '', target: '', project: null, before: null, after: null };
    await services.tokens.create(record, stored, { ...event, address: null, userAgent: null, requestId: '' });
    return record;
  }
  /** A millisecond of its own for each, so that no two draw one id. */
  let drawn = Date.UTC(2026, 0, 2);

  it('create', async () => {
    const seen = { made: 0, beyond: 0 };
    await fc.assert(
      fc.asyncProperty(maker, wanted, fc.constantFrom(undefined, 1, 2, 3), async (by, what, owner) => {
        const body: CreateTokenBody = {
          type: what.type,
          name: 'n',
          projects: [...what.projects],
          environments: [...what.environments],
          grants: what.grants,
          ...(what.allowedIps && { allowedIps: [...what.allowedIps] }),
          ...(what.allowedOrigins && { allowedOrigins: [...what.allowedOrigins] }),
          ...(owner !== undefined && { owner: formatId('usr', owner) }),
        };
        const clock = { ...deps, nowMs: Date.UTC(2026, 0, 1) + seen.made + seen.beyond };
        const result = await createToken(clock, callerOf(by), body);
        if (result.ok) {
          seen.made += 1;
          expect(findBeyond(by, powersIn(result.value.record))).toBeNull();
        } else if (result.denial.reason === 'beyond_caller') seen.beyond += 1;
      }),
      { numRuns: 400 },
    );
    expect(seen.made).toBeGreaterThan(20);
    expect(seen.beyond).toBeGreaterThan(20);
  }, 60_000);

  it('patch', async () => {
    const seen = { changed: 0, beyond: 0 };
    const change = fc.record({ grants, allowedIps, allowedOrigins }, { requiredKeys: [] });
    await fc.assert(
      fc.asyncProperty(maker, wanted, change, async (by, what, fields) => {
        const before = await exists(what);
        const result = await patchToken(deps, callerOf(by), formatId('tok', before.id), { name: 'm', ...fields });
        const after = await services.tokens.find(before.id);
        if (result.ok) {
          seen.changed += 1;
          expect(findBeyond(by, powersIn(result.value))).toBeNull();
          expect(after).toEqual(result.value);
        } else {
          if (result.denial.reason === 'beyond_caller') seen.beyond += 1;
          expect(after).toEqual(before);
        }
      }),
      { numRuns: 300 },
    );
    expect(seen.changed).toBeGreaterThan(15);
    expect(seen.beyond).toBeGreaterThan(15);
  }, 60_000);

  it('refresh', async () => {
    const seen = { refreshed: 0, beyond: 0 };
    await fc.assert(
      fc.asyncProperty(maker, wanted, async (by, what) => {
        const before = await exists(what);
        const result = await refreshToken(deps, callerOf(by), formatId('tok', before.id), {}, null);
        const after = await services.tokens.find(before.id);
        if (result.ok) {
          seen.refreshed += 1;
          expect(findBeyond(by, powersIn(result.value.record))).toBeNull();
          expect(powersIn(result.value.record)).toMatchObject({
            ...powersIn(before),
            version: 2,
            secretNumber: 2,
            issuedAt: NOW,
            activeDay: Math.floor(NOW / 86_400),
          });
        } else {
          seen.beyond += 1;
          expect(after).toEqual(before);
        }
      }),
      { numRuns: 300 },
    );
    expect(seen.refreshed).toBeGreaterThan(15);
    expect(seen.beyond).toBeGreaterThan(15);
  }, 60_000);
});
