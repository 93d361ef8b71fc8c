import { beforeAll, describe, expect, it } from 'vitest';
import { readImport } from '../../../src/contract/import-formats.ts';
import { randomHex } from '../../../src/crypto/random.ts';
import { createIsolate } from '../../../src/domain/edge/isolate.ts';
import { createTestApp, outcome, setUpAdmin, type TestApp } from '../../support/app.ts';
import { importRows } from '../../support/import.ts';
import { addProject } from '../../support/route-contract.ts';

let test: TestApp;
let admin: string;

beforeAll(async () => {
  test = createTestApp();
  admin = await setUpAdmin(test);
  await addProject('web');
  await addProject('shop');
});

/** The status of a request with a string as bearer token: through memory, through KV, and on a strict route. */
async function tried(secret: string): Promise<string[]> {
  test.isolate = createIsolate();
  const self = () => test.call('GET', '/v1/tokens/self', { token: secret });
  const strict = () =>
    test.call('POST', '/v1/tokens/verify', { token: admin, json: { token: secret, consistency: 'strict' } });
  const answers = [await outcome(await self()), await outcome(await self())];
  const { active } = await (await strict()).json<{ active: boolean }>();
  return [...answers, String(active)];
}

const GOOD = ['200', '200', 'true'];
const BAD = ['401 invalid_token', '401 invalid_token', 'false'];
const base64url = (length: number) => btoa(randomHex(length)).replaceAll('=', '').slice(0, length);
const hex = (digits: number) => randomHex(digits / 2);
const jwt = `${base64url(36)}.${base64url(400)}.${base64url(342)}-_${base64url(4)}`;

const FORMATS: [line: string, what: string, secret: string][] = [
  ['seed-systems 0.27 [api]:', 'the JWT of a legacy EdgeKV token', jwt],
  ['seed-systems 0.31 [api]:', 'the uuid reference of an enhanced EdgeKV token', crypto.randomUUID()],
  ['seed-systems 2.14 [api]:', 'the 32 hex characters of a Swarm token', hex(32)],
  ['seed-systems 3.18:', 'the plain hex of an Unleash token of version 1', hex(64)],
  ['seed-systems 3.18:', 'the three parts of version 2: one project', `web:production.${hex(64)}`],
  ['seed-systems 3.19:', '56 hex characters, as in each example', `web:production.${hex(56)}`],
  ['seed-systems 3.20:', 'the `user:` and hash of a personal access token', `user:${hex(56)}`],
  ['seed-systems 3.20:', 'a `user:` with 64 hex characters', `user:${hex(64)}`],
  ['seed-systems 3.21:', 'a list of projects, `[]:`', `[]:production.${hex(56)}`],
  ['seed-systems 3.21:', 'all projects, and all environments, `*:*.`', `*:*.${hex(56)}`],
  [
    'seed-systems 3.22 [api]:',
    'the selector and secret of newer servers',
    `*:production.v2_${base64url(22)}_${base64url(43)}`,
  ],
  ['seed-systems 4.25 [api]:', '`<projectId>-<tokenId>-<random>` of Keboola', `572-27978-${base64url(40)}`],
];

describe('strings of other systems are bearer tokens once they are imported, and not before', () => {
  it.each(FORMATS)('%s %s', async (_line, what, secret) => {
    test.nowMs += 20_000;
    expect(await tried(secret)).toEqual(BAD);
    const row = { type: 'client', name: what.slice(0, 100), project: 'web', environments: ['production'], secret };
    expect(await importRows(test, admin, [row])).toMatchObject({ imported: 1 });
    expect(await tried(secret)).toEqual(GOOD);
    const last = secret.at(-1) === 'a' ? 'b' : 'a';
    expect(await tried(secret.slice(0, -1) + last)).toEqual(BAD);
  });

  it('a string of 2,048 characters still is, and its header is read whole', async () => {
    test.nowMs += 20_000;
    const secret = base64url(1024) + base64url(1024);
    const row = { type: 'client', name: 'long', project: 'web', environments: ['production'], secret };
    expect(await importRows(test, admin, [row])).toMatchObject({ imported: 1 });
    expect(await tried(secret)).toEqual(GOOD);
  });
});

describe('exports of other systems are imported as they are', () => {
  const load = async (text: string, options: object) => {
    test.nowMs += 20_000;
    const { rows, refused } = readImport(text, options);
    const { results } = await importRows(
      test,
      admin,
      rows.map(({ row }) => row),
    );
    expect(refused).toEqual([]);
    expect(results.filter(({ status }) => status !== 'imported')).toEqual([]);
    return results.map(({ id }) => id ?? '');
  };
  const show = async (id: string) => (await test.call('GET', `/v1/tokens/${id}`, { token: admin })).json();

  it('of Unleash: types, projects and the environment stay; the alias works too', async () => {
    const [one, list, alias] = [`web:production.${hex(64)}`, `[]:production.${hex(64)}`, 'a-secret-of-an-old-proxy'];
    const token = { type: 'client', environment: 'production', expiresAt: null, createdAt: '2023-01-01T00:00:00.000Z' };
    const tokens = [
      { ...token, tokenName: 'one', secret: one, projects: ['web'], project: 'web', alias },
      { ...token, tokenName: 'list', type: 'frontend', secret: list, projects: ['web', 'shop'], project: 'web,shop' },
    ];
    const ids = await load(JSON.stringify({ tokens }), {});
    expect(await show(ids[2] ?? '')).toMatchObject({ type: 'frontend', projects: ['web', 'shop'], expires: null });
    expect(await tried(one)).toEqual(GOOD);
    expect(await tried(alias)).toEqual(GOOD);
    const inPage = { token: list, headers: { Origin: 'https://any.example' } };
    expect(await outcome(await test.call('GET', '/v1/tokens/self', inPage))).toBe('200');
  });

  it('of Keboola: what it could do there is what it is granted here', async () => {
    const secret = `572-27978-${hex(40)}`;
    const token = { id: '27978', token: secret, description: 'ex', bucketPermissions: { 'in.c-tutorial': 'write' } };
    const exported = JSON.stringify([{ ...token, componentAccess: ['keboola.ex-db-mysql'], expires: null }]);
    await load(exported, { project: 'web', environment: 'production' });
    const ask = async (resource: string, name: string, action: string) => {
      const json = { token: secret, require: [{ resource, name, action }] };
      const answer = await test.call('POST', '/v1/tokens/verify', { token: admin, json });
      return (await answer.json<{ active: boolean }>()).active;
    };
    expect(await ask('component', 'keboola.ex-db-mysql', 'run')).toBe(true);
    expect(await ask('bucket', 'in.c-tutorial', 'read')).toBe(true);
    expect(await ask('bucket', 'out.c-tutorial', 'read')).toBe(false);
    expect(await ask('component', 'keboola.other', 'run')).toBe(false);
  });

  it('CSV of anything else', async () => {
    const [first, second] = [hex(32), hex(32)];
    const text = `type,name,project,environments,secret\nclient,"a, b",web,staging,${first}\naccess,c,web,staging,${second}\n`;
    await load(text, {});
    expect(await tried(first)).toEqual(GOOD);
    expect(await tried(second)).toEqual(GOOD);
  });
});
