import { env } from 'cloudflare:workers';
import { beforeAll, expect, it } from 'vitest';
import { createTestApp, outcome, setUpAdmin, type TestApp } from '../../support/app.ts';
import { addProject } from '../../support/route-contract.ts';
import { type StorageCall, watchStorage } from '../../support/watched-storage.ts';

const GRANTS = [{ resource: 'namespace', name: 'n', actions: ['read'] }];
const body = (project: string) => ({ type: 'client', name: 't', project, environments: ['staging'], grants: GRANTS });
const plain = createTestApp();
let admin = '';

beforeAll(async () => {
  admin = await setUpAdmin(plain);
});

/** Live tokens that hold a grant on a namespace that is not there. */
async function orphans(project: string): Promise<number> {
  const found = env.DB.prepare(
    `select count(*) as n from tokens t where revoked_at is null and projects = ?1
     and not exists (select 1 from namespaces where project = ?2 and name = 'n')`,
  ).bind(JSON.stringify([project]), project);
  return (await found.first<number>('n')) ?? -1;
}

const create = (test: TestApp, project: string) =>
  test.call('POST', '/v1/tokens', { token: admin, json: body(project) }).then(outcome);
const remove = (test: TestApp, project: string) =>
  test.call('DELETE', `/v1/projects/${project}/namespaces/n`, { token: admin }).then(outcome);

it('of a deletion and a new token at once, none ends with a live grant on what is gone', async () => {
  for (let round = 0; round < 15; round += 1) {
    const project = `race-${round}`;
    await addProject(project, ['n']);
    await Promise.all([create(plain, project), remove(plain, project)]);
    expect(await orphans(project)).toBe(0);
  }
});

it('a token that is created after the deletion has read everything, but before it commits, stops it', async () => {
  await addProject('late', ['n']);
  let created = '';
  const isDeletion = ({ sql }: StorageCall) => sql.includes('delete from "namespaces"');
  const before = async (call: StorageCall) => {
    if (isDeletion(call) && created === '') created = await create(plain, 'late');
  };
  expect(await remove(createTestApp(watchStorage({ before })), 'late')).toBe('409 conflict');
  expect(created).toBe('201');
  expect(await orphans('late')).toBe(0);
});

it('a deletion after the token has found its namespace, but before it commits, leaves no live grant on nothing', async () => {
  await addProject('early', ['n']);
  let removed = '';
  const isCreation = ({ sql }: StorageCall) => sql.includes('insert into "tokens"');
  const before = async (call: StorageCall) => {
    if (isCreation(call) && removed === '') removed = await remove(plain, 'early');
  };
  await create(createTestApp(watchStorage({ before })), 'early');
  expect(removed).toBe('204');
  expect(await orphans('early')).toBe(0);
});

it('a grant that is given while its namespace is deleted is not given', async () => {
  await addProject('given', ['n']);
  const made = await plain.call('POST', '/v1/tokens', { token: admin, json: { ...body('given'), grants: [] } });
  const { token } = await made.json<{ token: { id: string } }>();
  let removed = '';
  const isChange = ({ sql }: StorageCall) => sql.includes('update "tokens"');
  const before = async (call: StorageCall) => {
    if (isChange(call) && removed === '') removed = await remove(plain, 'given');
  };
  const test = createTestApp(watchStorage({ before }));
  const patched = await test.call('PATCH', `/v1/tokens/${token.id}`, { token: admin, json: { grants: GRANTS } });
  expect([removed, await outcome(patched)]).toEqual(['204', '400 invalid_request']);
  const { grants } = await (await plain.call('GET', `/v1/tokens/${token.id}`, { token: admin })).json<{ grants: [] }>();
  expect(grants).toEqual([]);
});
