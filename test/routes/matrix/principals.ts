import { makeToken } from '../../support/app.ts';
import { addRole, person } from '../../support/people.ts';
import type { World } from '../../support/route-contract.ts';

/** Presents itself by a secret; `mint` gives a new token of the same kind, for routes that end the one presented. */
export type Principal = { secret: string | undefined; mint: () => Promise<string | undefined> };

const EVERYTHING = [{ resource: 'namespace', name: '*', actions: ['read', 'write', 'delete'] }];
const READS = [{ resource: 'namespace', name: '*', actions: ['read'] }];

/** Everybody who has a column in the table. */
export async function createPrincipals(world: World): Promise<Map<string, Principal>> {
  await addRole('developer', ['token:*@staging', 'namespace:read']);
  const personal =
    (role: string, members: Record<string, string> = {}) =>
    async () =>
      (await person(world, { role, members })).token;
  const token = (body: Record<string, unknown>) => async () => (await makeToken(world.test, world.admin, body)).secret;
  const both = ['staging', 'production'];
  const makers: Record<string, () => Promise<string | undefined>> = {
    A: token({ type: 'admin' }),
    a: personal('admin'),
    e: personal('editor'),
    v: personal('viewer'),
    k: personal('token_admin'),
    n: personal('none'),
    o: personal('none', { web: 'owner' }),
    m: personal('none', { web: 'member' }),
    d: personal('none', { web: 'developer' }),
    x: personal('none', { app: 'owner' }),
    M: () => makeMaster(world, 'web', 'member'),
    O: () => makeMaster(world, 'web', 'owner'),
    X: () => makeMaster(world, 'app', 'owner'),
    c: token({ type: 'client', project: 'web', environments: ['staging'], grants: EVERYTHING }),
    f: token({ type: 'frontend', project: 'web', environments: ['staging'], grants: READS }),
    s: token({ type: 'access', project: 'web', environments: both, grants: EVERYTHING }),
    y: token({ type: 'access', project: 'app', environments: both, grants: EVERYTHING }),
    '.': () => Promise.resolve(undefined),
  };
  const principals = new Map<string, Principal>();
  for (const [column, mint] of Object.entries(makers)) principals.set(column, { secret: await mint(), mint });
  return principals;
}

/** A membership made by the route, and its master token's secret, which only the holder can get. */
async function makeMaster(world: World, project: string, role: string): Promise<string> {
  const { test, admin } = world;
  const { id, token } = await person(world);
  await test.call('PUT', `/v1/projects/${project}/members/${id}`, { token: admin, json: { role } });
  const masterId = await findMaster(world, id);
  const refreshed = await test.call('POST', `/v1/tokens/${masterId}/refresh`, { token, json: {} });
  return (await refreshed.json<{ secret: string }>()).secret;
}

export async function findMaster({ test, admin }: Pick<World, 'test' | 'admin'>, owner: string): Promise<string> {
  const list = await test.call('GET', `/v1/tokens?type=master&owner=${owner}`, { token: admin });
  const [master] = (await list.json<{ items: { id: string }[] }>()).items;
  if (!master) throw new Error(`no master token of ${owner}`);
  return master.id;
}
