import { env } from 'cloudflare:workers';
import { expect } from 'vitest';
import type { Standing, TokenCopy } from '../../../src/contract/token-copy.ts';
import type { TokenRecord } from '../../../src/d1/tokens/record.ts';
import type { Caller } from '../../../src/domain/caller.ts';
import { newRecord, newSecret } from '../../../src/domain/tokens/issue.ts';
import { TYPE_POLICIES } from '../../../src/domain/tokens/types.ts';
import { buildServices } from '../../../src/services.ts';
import { guard } from '../../support/people.ts';
import { addProject } from '../../support/route-contract.ts';
import { type Drawn, type DrawnMaker, type Modelled, NAMESPACES, PROJECTS } from './powers-model.ts';
import { copyOf, NOW } from './samples.ts';

/** The world of `powers-model.ts` in the real database: three people whose rights are drawn anew for each run. */
export const services = buildServices(env);
const IDS = [101, 102, 103];
let drawn = Date.UTC(2026, 0, 2);

/** A millisecond of its own for each token, so that no two draw one id. */
export function nextMs(): number {
  drawn += 1;
  return drawn;
}

export async function setUpWorld(): Promise<void> {
  for (const project of PROJECTS) await addProject(project, NAMESPACES);
  await guard('web', 'a', 'g');
  await env.DB.prepare("insert into roles (name, permissions, created_at) values ('custom', '[]', 0)").run();
  const insert = "insert into users (id, version, email, name, role, created_at) values (?, 1, ?, 'n', 'none', 0)";
  await env.DB.batch(IDS.map((id) => env.DB.prepare(insert).bind(id, `${id}@example.org`)));
}

export async function emptyWorld(): Promise<void> {
  await env.DB.batch([env.DB.prepare('delete from tokens'), env.DB.prepare('delete from events')]);
}

/** Gives the three people of the database these rights. */
export async function become(standings: readonly Standing[]): Promise<void> {
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
export function scopeOf({ type, projects, environments, grants: drawnGrants, owner, bounds: bound, s3 }: Drawn) {
  const policy = TYPE_POLICIES[type];
  const one = projects.includes('*') ? 'web' : (projects[0] ?? 'web');
  return {
    type,
    projects: policy.projects === 'all' ? ['*'] : policy.projects === 'one' ? [one] : projects,
    environments: policy.environments === 'all' ? ['*'] : environments,
    grants: policy.permission === 'grants' ? drawnGrants : [],
    ...bound,
    s3: s3 && policy.signsS3 && bound.dpopKey === null && bound.allowedOrigins === null,
    ownerId: owner === null && !policy.needsOwner ? null : (IDS[owner ?? 0] ?? null),
  };
}

export function modelled(of: Omit<Modelled, 'standing'>, standings: readonly Standing[]): Modelled {
  return { ...of, standing: of.ownerId === null ? null : (standings[IDS.indexOf(of.ownerId)] ?? null) };
}

/** A caller that presents a token of one of the three, and its model. */
export function present(
  { type, owner, bounds: bound }: DrawnMaker,
  standings: readonly Standing[],
): [Caller, Modelled] {
  const standing = standings[owner] ?? null;
  const [id = 0] = IDS.slice(owner);
  const projects = type === 'master' ? ['web'] : ['*'];
  const scope = { type, projects, environments: ['*'], grants: [], s3: false, ...bound };
  const copy: TokenCopy = copyOf({ ...scope, id: 1, owner: { id, version: 1, enabled: true, standing } });
  return [
    { token: copy, address: null, userAgent: null, requestId: 'req' },
    modelled({ ...scope, ownerId: type === 'admin' ? null : id }, standings),
  ];
}

/** A token with any powers, put into the database past every rule. */
export async function exists(what: Drawn, disabled = false): Promise<TokenRecord> {
  const rest = { name: 'n', description: null, clients: null, notBefore: null, expiresAt: null, retrievable: true };
  const record = { ...newRecord({ ...scopeOf(what), ...rest }, nextMs()), disabledAt: disabled ? 5 : null };
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
