import { env } from 'cloudflare:workers';
import { expect, it } from 'vitest';
import { openDatabase } from '../../src/d1/database.ts';
import { trustingQuery } from '../../src/d1/trusted-issuers.ts';

it('who trusts an issuer is found by an index, in its order', async () => {
  const { sql, params } = trustingQuery(
    openDatabase(env.DB, () => new Uint8Array(16)),
    'https://ci.example.com',
  ).toSQL();
  const { results } = await env.DB.prepare(`explain query plan ${sql}`)
    .bind(...params)
    .all<{ detail: string }>();
  const plan = results.map(({ detail }) => detail).join('\n');
  expect(plan).toContain('trusted_issuers_by_issuer');
  expect(plan).not.toMatch(/^SCAN|TEMP B-TREE/m);
});
