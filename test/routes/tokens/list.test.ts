import { beforeAll, describe, expect, it } from 'vitest';
import { TOKEN_SORTS } from '../../../src/contract/token-types.ts';
import type { Token } from '../../../src/contract/tokens.ts';
import { outcome } from '../../support/app.ts';
import { addProject, addUser, createWorld, issue, type World } from '../../support/route-contract.ts';

type Page = { items: Token[]; total: number; nextCursor: string | null };

let world: World;
let owner = '';
const START_MS = Date.UTC(2036, 0, 1, 12);

// What the database does with filters and sorts is in test/d1/list.test.ts; this is what the route makes of a query.
beforeAll(async () => {
  world = await createWorld();
  world.test.nowMs = START_MS;
  await addProject('web', ['marketing']);
  await addProject('app');
  owner = await addUser('none', { email: 'ada@example.org', name: 'Ada Lovelace' });
  const one = { project: 'web', environments: ['production'] };
  const grants = [{ resource: 'namespace', name: 'marketing', actions: ['read'] }];
  await issue(world, { type: 'access', name: 'reader', ...one, grants, expires: '2d' });
  await issue(world, {
    type: 'client',
    name: 'Ünïcode 100% "quoted" \'; drop table tokens; --',
    ...one,
    expires: '40d',
  });
  await issue(world, {
    type: 'client',
    name: 'other',
    project: 'app',
    environments: ['staging'],
    description: 'nightly job',
  });
  await issue(world, { type: 'personal', name: 'hers', owner });
  const disabled = await issue(world, { type: 'client', name: 'off', ...one });
  await world.test.call('POST', `/v1/tokens/${disabled.id}/disable`, { token: world.admin });
  const revoked = await issue(world, { type: 'client', name: 'gone', ...one });
  await world.test.call('DELETE', `/v1/tokens/${revoked.id}`, { token: world.admin });
  await issue(world, { type: 'client', name: 'brief', ...one, expires: '60s' });
  await issue(world, { type: 'client', name: 'later', ...one, notBefore: '2037-01-01T00:00:00Z' });
});

const list = (query: Record<string, string> = {}) =>
  world.test.call('GET', `/v1/tokens?${new URLSearchParams(query)}`, { token: world.admin });

async function page(query: Record<string, string> = {}): Promise<Page> {
  const response = await list(query);
  expect(response.status).toBe(200);
  return response.json();
}

async function names(query: Record<string, string>): Promise<string[]> {
  const { items, total } = await page({ sort: 'name', ...query });
  expect(total).toBe(items.length);
  return items.map(({ name }) => name);
}

const SQL = 'Ünïcode 100% "quoted" \'; drop table tokens; --';

describe('filters', () => {
  it.each([
    [{}, ['brief', 'hers', 'later', 'off', 'other', 'reader', 'set-up', SQL]],
    [{ type: 'access' }, ['reader']],
    [{ project: 'app' }, ['hers', 'other', 'set-up']],
    [{ environment: 'staging' }, ['hers', 'other', 'set-up']],
    [{ namespace: 'marketing' }, ['reader']],
    [{ status: 'disabled' }, ['off']],
    [{ status: 'revoked' }, ['gone']],
    [{ status: 'expired' }, []],
    [{ status: 'not_yet_valid' }, ['later']],
    [{ expiringBefore: '3d' }, ['brief', 'reader']],
    [{ expiringBefore: '2036-01-01' }, ['brief']],
    [{ q: 'NIGHT' }, ['other']],
    [{ q: 'ada@example' }, ['hers']],
    [{ q: 'lovelace' }, ['hers']],
    [{ q: '100%' }, [SQL]],
    [{ q: "'; drop table" }, [SQL]],
    [{ q: '"quoted"' }, [SQL]],
    [{ q: 'üNÏ' }, [SQL]],
    [{ q: '%%%' }, []],
    [{ q: 'reader OR other' }, []],
    [{ q: 'rea*' }, []],
    [{ project: 'web', type: 'client', environment: 'production', status: 'active' }, ['brief', SQL]],
  ])('%j', async (query, expected) => {
    expect(await names(query)).toEqual(expected);
  });

  it('owner', async () => {
    expect(await names({ owner })).toEqual(['hers']);
  });

  it('what has expired is gone in that very second, from the total too, and can be asked for', async () => {
    world.test.nowMs = START_MS + 59_999;
    const before = await page();
    world.test.nowMs = START_MS + 60_000;
    const after = await page();
    expect(after.total).toBe(before.total - 1);
    expect(await names({ status: 'expired' })).toEqual(['brief']);
    world.test.nowMs = START_MS;
  });

  it.each([
    [{ q: 'ab' }],
    [{ q: '\u{1F600}\u{1F600}' }],
    [{ q: 'x'.repeat(101) }],
    [{ type: 'nosuch' }],
    [{ owner: 'ada@example.org' }],
    [{ owner: "usr_' or 1=1--" }],
    [{ project: 'Web' }],
    [{ namespace: "x' or '1" }],
    [{ status: 'any' }],
    [{ expiringBefore: 'soon' }],
    [{ expiringBefore: 'never' }],
    [{ sort: 'id' }],
    [{ sort: 'name; drop table tokens' }],
    [{ limit: '0' }],
    [{ limit: '201' }],
    [{ limit: '1.5' }],
    [{ limit: 'all' }],
    [{ owners: 'x' }],
  ] as Record<string, string>[][])('%j is 400', async (query) => {
    expect(await outcome(await list(query))).toBe('400 invalid_request');
  });

  it('the same filter twice is 400, not a guess', async () => {
    const response = await world.test.call('GET', '/v1/tokens?type=admin&type=client', { token: world.admin });
    expect(await outcome(response)).toBe('400 invalid_request');
  });
});

describe('pages', () => {
  it.each(TOKEN_SORTS)('by %s: every token once, in one order, whatever the size of the page', async (sort) => {
    const whole = await page({ sort, limit: '200' });
    expect(whole.nextCursor).toBeNull();
    for (const limit of ['1', '3']) {
      const items: Token[] = [];
      let cursor: string | null = null;
      do {
        const next: Page = await page({ sort, limit, ...(cursor !== null && { cursor }) });
        expect(next.total).toBe(whole.total);
        items.push(...next.items);
        cursor = next.nextCursor;
      } while (cursor !== null);
      expect(items).toEqual(whole.items);
    }
  });

  it('the newest come first unless another order is asked for', async () => {
    const { items } = await page();
    expect(items.map(({ id }) => id)).toEqual(
      items
        .map(({ id }) => id)
        .toSorted()
        .toReversed(),
    );
  });

  const encode = (value: unknown) =>
    btoa(JSON.stringify(value)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

  it.each([
    ['of another sort', encode(['name', 'x', 1])],
    ['that is no base64', '!!!'],
    ['that is no JSON', btoa('{')],
    ['of too few parts', encode(['-created', 1])],
    ['of the wrong parts', encode(['-created', {}, 'x'])],
    ['that is too long', 'x'.repeat(513)],
    ['that is empty', ''],
  ])('a cursor %s is 400', async (_what, cursor) => {
    expect(await outcome(await list({ cursor }))).toBe('400 invalid_request');
  });

  it.each([
    ['created', [1.5, 1e300]],
    ['name', [5, -1]],
    ['-name', ["' or 1=1", 1]],
    ['-name', [7, 7]],
    ['expires', ['x', 1]],
    ['-expires', [-1e308, 0]],
  ])('a cursor that was made up, by %s from %j, is a page or 400, never 5xx', async (sort, parts) => {
    expect((await list({ sort, cursor: encode([sort, ...parts]) })).status).toBeLessThan(500);
  });
});

describe('secrets', () => {
  it('no answer of list or get holds one, nor the digest of one', async () => {
    const { items } = await page({ limit: '200' });
    const got = await world.test.call('GET', `/v1/tokens/${items[0]?.id}`, { token: world.admin });
    const text = JSON.stringify(items) + (await got.text());
    expect(text).not.toContain('jtn_');
    expect(text).not.toMatch(/[0-9a-f]{32}/);
    expect(text).not.toContain('digest');
  });
});
