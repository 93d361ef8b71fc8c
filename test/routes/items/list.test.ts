import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ItemList } from '../../../src/contract/places.ts';
import { createTestApp, outcome, setUpAdmin } from '../../support/app.ts';
import { addProject } from '../../support/route-contract.ts';

const test = createTestApp();
const MANY = 1_500;
let admin = '';
const list = (query: string, namespace = 'a') =>
  test.call('GET', `/v1/projects/web/namespaces/${namespace}/items?environment=staging${query}`, { token: admin });

async function walk(query: string): Promise<{ keys: string[]; pages: number }> {
  const keys: string[] = [];
  let pages = 0;
  for (let cursor: string | null = ''; cursor !== null; pages += 1) {
    const page: ItemList = await (await list(`${query}${cursor === '' ? '' : `&cursor=${cursor}`}`)).json();
    keys.push(...page.items.map(({ key }) => key));
    cursor = page.nextCursor;
  }
  return { keys, pages };
}

beforeAll(async () => {
  admin = await setUpAdmin(test);
  await addProject('web', ['a', 'ab']);
  const keys = Array.from({ length: MANY }, (_, index) => `k/${String(index).padStart(5, '0')}`);
  for (let start = 0; start < MANY; start += 100) {
    const some = keys.slice(start, start + 100);
    await Promise.all(
      some.map((key) => env.ITEMS.put(`staging:web:a:${key}`, '', { metadata: { contentType: 'x/y' } })),
    );
  }
  await Promise.all(
    ['staging:web:ab:k/x', 'production:web:a:k/x', 'staging:webs:a:k/x'].map((key) => env.ITEMS.put(key, '')),
  );
  await env.ITEMS.put('staging:web:a:other', '');
}, 60_000);

describe('listing items', () => {
  it('walks 1,500 keys once each, in order, and shows none of another place', async () => {
    const { keys, pages } = await walk('&prefix=k/&limit=400');
    expect(keys).toHaveLength(MANY);
    expect(keys).toEqual([...new Set(keys)].sort());
    expect(pages).toBe(4);
    expect((await walk('&limit=1000')).keys).toEqual([...keys, 'other']);
  });

  it('goes by prefix, of which any character is meant as it stands', async () => {
    expect((await walk('&prefix=k/0149')).keys).toHaveLength(10);
    for (const prefix of ['k_', 'k%25', '%25', '*', 'K/', 'a:', '../']) {
      expect((await walk(`&prefix=${prefix}`)).keys, prefix).toEqual([]);
    }
  });

  it('tells content types, and null for what was put there without', async () => {
    expect(await (await list('&prefix=other')).json()).toEqual({
      items: [{ key: 'other', contentType: null, expires: null }],
      nextCursor: null,
    });
    expect(await (await list('&limit=1')).json()).toMatchObject({ items: [{ contentType: 'x/y', expires: null }] });
  });

  it('shows namespace a nothing of ab, nor ab of a', async () => {
    expect(await (await list('', 'ab')).json()).toMatchObject({ items: [{ key: 'k/x' }] });
  });

  const wrong = ['&limit=0', '&limit=1001', '&limit=1e9', '&cursor=x', '&cursor=W10', '&cursor=WyLDqSJd', '&more=1'];
  it.each([...wrong, `&prefix=${'x'.repeat(401)}`, `&prefix=${'%C3%A9'.repeat(201)}`, '&prefix=%00'])(
    'is refused with %s',
    async (query) => {
      expect(await outcome(await list(query))).toBe('400 invalid_request');
    },
  );

  it('ends in less than 500 with a cursor that was made up', async () => {
    for (const made of ['["made-up"]', '["!"]', '["%"]', `["${'A'.repeat(1000)}"]`]) {
      const response = await list(`&cursor=${btoa(made)}`);
      expect(response.status).toBeLessThan(500);
    }
  });
});
