import { env } from 'cloudflare:workers';
import { expect, it } from 'vitest';
import { openDatabase } from '../../src/d1/database.ts';
import { everywhereQuery, projectQuery } from '../../src/d1/requests.ts';
import { usesQuery } from '../../src/d1/tokens/uses.ts';
import { planOf } from '../support/recorded-queries.ts';

const db = openDatabase(env.DB, () => new Uint8Array(16));
type Query = { toSQL: () => { sql: string; params: unknown[] } };
const stepsOf = async (query: Query) => {
  const { sql, params } = query.toSQL();
  return (await planOf(sql, params)).steps;
};

it('requests are read by a range of hours; of one project, by a seek for each hour', async () => {
  expect(await stepsOf(everywhereQuery(db, 1, 24))).toContainEqual(
    'SEARCH request_counts USING PRIMARY KEY (hour>? AND hour<?)',
  );
  expect(await stepsOf(projectQuery(db, 1, 24, 'web'))).toContainEqual(
    'SEARCH request_counts USING PRIMARY KEY (hour=? AND project=?)',
  );
});

it('the uses of a token are read by a seek for each day', async () => {
  expect(await stepsOf(usesQuery(db, 7, 1, 30))).toContainEqual(
    'SEARCH token_uses USING PRIMARY KEY (day=? AND token_id=?)',
  );
});
