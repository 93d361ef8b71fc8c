import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { formatId } from '../../../src/contract/ids.ts';
import type { Standing, TokenCopy } from '../../../src/contract/token-copy.ts';
import type { CreateTokenBody } from '../../../src/contract/tokens.ts';
import type { TokenRecord } from '../../../src/d1/tokens/record.ts';
import type { Caller } from '../../../src/domain/caller.ts';
import type { Denial } from '../../../src/domain/denial.ts';
import { authorize } from '../../../src/domain/tokens/authorize.ts';
import { createToken } from '../../../src/domain/tokens/create.ts';
import { enableToken } from '../../../src/domain/tokens/enable.ts';
import { newRecord, newSecret } from '../../../src/domain/tokens/issue.ts';
import { patchToken } from '../../../src/domain/tokens/patch.ts';
import { refreshToken } from '../../../src/domain/tokens/refresh.ts';
import { revealSecret } from '../../../src/domain/tokens/reveal.ts';
import { TYPE_POLICIES } from '../../../src/domain/tokens/types.ts';
import { buildServices } from '../../../src/services.ts';
import { guard } from '../../support/people.ts';
import { addProject } from '../../support/route-contract.ts';
import {
  bounds,
  type Drawn,
  type DrawnMaker,
  findBeyond,
  grants,
  type Modelled,
  maker,
  NAMESPACES,
  PROJECTS,
  people,
  token,
} from './powers-model.ts';
import { copyOf, NOW } from './samples.ts';

const services = buildServices(env);
const deps = { ...services, nowMs: NOW * 1000, announce: () => {} };
const GOES_BEYOND: readonly Denial['reason'][] = ['beyond_caller', 'insufficient_scope', 'outside_group', 'not_found'];
const IDS = [101, 102, 103];
let drawn = Date.UTC(2026, 0, 2);

beforeAll(async () => {
  for (const project of PROJECTS) await addProject(project, NAMESPACES);
  await guard('web', 'a', 'g');
  await env.DB.prepare("insert into roles (name, permissions, created_at) values ('custom', '[]', 0)").run();
  const insert = "insert into users (id, version, email, name, role, created_at) values (?, 1, ?, 'n', 'none', 0)";
  await env.DB.batch(IDS.map((id) => env.DB.prepare(insert).bind(id, `${id}@example.org`)));
});

beforeEach(async () => {
  await env.DB.batch([env.DB.prepare('delete from tokens'), env.DB.prepare('delete from events')]);
});

/** Gives the three people of the database these rights. */
async function become(standings: readonly Standing[]): Promise<void> {
  const statements = standings.flatMap((standing, index) => [
    env.DB.prepare('update users set role = ? where id = ?').bind(standing.role, IDS[index]),
    ...Object.entries(standing.members).map(([project, role]) =>
      env.DB.prepare('insert into members values (?, ?, ?, 0)').bind(project, IDS[index], role),
    ),
    ...standing.groups.map((group) =>
      env.DB.prepare('insert into group_members values (?, ?, 0)').bind(group, IDS[index]),
    ),
  ]);
  await env.DB.batch([
    env.DB.prepare('delete from members'),
    env.DB.prepare('delete from group_members'),
    env.DB.prepare("update roles set permissions = ? where name = 'custom'").bind(
      JSON.stringify(standings[0]?.roles.custom ?? []),
    ),
    ...statements,
  ]);
}

/** The scope that the policy of its type leaves a drawn token. */
function scopeOf({ type, projects, environments, grants: drawnGrants, owner, bounds: bound }: Drawn) {
  const policy = TYPE_POLICIES[type];
  const one = projects.includes('*') ? 'web' : (projects[0] ?? 'web');
  return {
    type,
    projects: policy.projects === 'all' ? ['*'] : policy.projects === 'one' ? [one] : projects,
    environments: policy.environments === 'all' ? ['*'] : environments,
    grants: policy.permission === 'grants' ? drawnGrants : [],
    ...bound,
    ownerId: owner === null && !policy.needsOwner ? null : (IDS[owner ?? 0] ?? null),
  };
}

function modelled(of: Omit<Modelled, 'standing'>, standings: readonly Standing[]): Modelled {
  return { ...of, standing: of.ownerId === null ? null : (standings[IDS.indexOf(of.ownerId)] ?? null) };
}

/** A caller that presents a token of one of the three, and its model. */
function present({ type, owner, bounds: bound }: DrawnMaker, standings: readonly Standing[]): [Caller, Modelled] {
  const standing = standings[owner] ?? null;
  const [id = 0] = IDS.slice(owner);
  const projects = type === 'master' ? ['web'] : ['*'];
  const scope = { type, projects, environments: ['*'], grants: [], ...bound };
  const copy: TokenCopy = copyOf({ ...scope, id: 1, owner: { id, version: 1, enabled: true, standing } });
  return [
    { token: copy, address: null, userAgent: null, requestId: 'req' },
    modelled({ ...scope, ownerId: type === 'admin' ? null : id }, standings),
  ];
}

/** A token with any powers, put into the database past every rule. */
async function exists(what: Drawn, disabled = false): Promise<TokenRecord> {
  const rest = { name: 'n', description: null, clients: null, notBefore: null, expiresAt: null, retrievable: true };
  const record = { ...newRecord({ ...scopeOf(what), ...rest }, drawn), disabledAt: disabled ? 5 : null };
  drawn += 1;
  const { stored } = await newSecret(services.keyring, record);
  const event = { at: NOW, actor: '', action: '', target: '', project: null, before: null, after: null };
  const made = await services.tokens.create(
    record,
    stored,
    { ...event, address: null, userAgent: null, requestId: '' },
    1e6,
  );
  expect(made).toBe('created');
  return record;
}

type Verb = (
  caller: Caller,
  what: Drawn,
) => Promise<{ denial: Denial } | { record: TokenRecord; before: TokenRecord | null }>;

/** Runs a verb over random people, makers and tokens; whatever it gives must be within the maker. */
async function neverBeyond(verb: Verb, numRuns = 350): Promise<void> {
  const seen = { given: 0, byOthers: 0, beyond: 0 };
  await fc.assert(
    fc.asyncProperty(people, maker, token, async (standings, by, what) => {
      await become(standings);
      const [caller, model] = present(by, standings);
      const outcome = await verb(caller, what);
      if ('denial' in outcome) {
        if (GOES_BEYOND.includes(outcome.denial.reason)) seen.beyond += 1;
        return;
      }
      seen.given += 1;
      if (by.type !== 'admin' && standings[by.owner]?.role !== 'admin') seen.byOthers += 1;
      expect(findBeyond(model, modelled(outcome.record, standings))).toBeNull();
    }),
    { numRuns },
  );
  expect(seen.given).toBeGreaterThan(25);
  expect(seen.byOthers).toBeGreaterThan(8);
  expect(seen.beyond).toBeGreaterThan(25);
}

describe('no verb gives more than its caller has, whatever roles, groups and restrictions there are', () => {
  it('create', async () => {
    await neverBeyond(async (caller, what) => {
      const { type, projects, environments, grants: wanted, ownerId, ...bound } = scopeOf(what);
      const body: CreateTokenBody = {
        type,
        name: 'n',
        projects,
        environments,
        grants: wanted,
        ...(bound.allowedIps && { allowedIps: bound.allowedIps }),
        ...(bound.allowedOrigins && { allowedOrigins: bound.allowedOrigins }),
        ...(ownerId !== null && what.owner !== null && { owner: formatId('usr', ownerId) }),
      };
      drawn += 1;
      const result = await createToken(
        { ...deps, nowMs: drawn, limits: { ...deps.limits, personalTokens: 1e6 } },
        caller,
        body,
      );
      return result.ok ? { record: result.value.record, before: null } : result;
    }, 900);
  }, 120_000);

  it('patch', async () => {
    const change = fc.sample(fc.record({ grants, bounds }), 400);
    let next = 0;
    await neverBeyond(async (caller, what) => {
      const before = await exists(what);
      const fields = change[next % change.length];
      next += 1;
      const takesGrants = TYPE_POLICIES[before.type].permission === 'grants';
      const body = { name: 'm', ...fields?.bounds, ...(takesGrants && { grants: fields?.grants ?? [] }) };
      const result = await patchToken(deps, caller, formatId('tok', before.id), body);
      if (!result.ok) expect(await services.tokens.find(before.id)).toEqual(before);
      return result.ok ? { record: result.value, before } : result;
    }, 700);
  }, 120_000);

  it('refresh', async () => {
    await neverBeyond(async (caller, what) => {
      const before = await exists(what);
      const result = await refreshToken(deps, caller, formatId('tok', before.id), {}, null);
      if (!result.ok) expect(await services.tokens.find(before.id)).toEqual(before);
      return result.ok ? { record: result.value.record, before } : result;
    });
  }, 120_000);

  it('enable', async () => {
    await neverBeyond(async (caller, what) => {
      const before = await exists(what, true);
      const result = await enableToken(deps, caller, formatId('tok', before.id));
      return result.ok ? { record: result.value, before } : result;
    });
  }, 120_000);

  it('reveal', async () => {
    await neverBeyond(async (caller, what) => {
      const record = await exists(what);
      const result = await revealSecret(deps, caller, formatId('tok', record.id));
      return result.ok ? { record, before: record } : result;
    });
  }, 120_000);

  it('share: asked before anything is sent', async () => {
    await neverBeyond(async (caller, what) => {
      const record = await exists(what);
      const denial = await authorize(deps, caller, record, 'share');
      return denial ? { denial } : { record, before: record };
    });
  }, 120_000);
});
