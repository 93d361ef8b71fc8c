import { env } from 'cloudflare:workers';
import { inflateSync } from 'node:zlib';
import { base64url } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { STATUS_LIST_SIZE } from '../../../src/contract/signed-tokens.ts';
import type { InvalidPage } from '../../../src/d1/status-lists/invalid.ts';
import { buildStatusList } from '../../../src/domain/status-lists/build.ts';
import { createTestApp } from '../../support/app.ts';
import { recordQueries } from '../../support/recorded-queries.ts';

/** A million signed tokens in one list: every 20th is revoked, of the rest every 1,000th was refreshed. */
const TOKENS = 1_000_000;
const REVOKED_EVERY = 20;
const REFRESHED_EVERY = 1_000;
const CHUNK = 50_000;
/** Odd, so that it visits every place once: tokens lie about in the list, as if drawn. */
const STRIDE = 700_001;
const test = createTestApp();
const nowSeconds = Math.floor(test.nowMs / 1000);
const placeOf = (id: number) => (id * STRIDE) % STATUS_LIST_SIZE;
const isRevoked = (id: number) => id % REVOKED_EVERY === 0;
const isRefreshed = (id: number) => id % REFRESHED_EVERY === 1;

beforeAll(async () => {
  // What search needs is not looked at here, and takes most of the time.
  const { results } = await env.DB.prepare(
    "select name from sqlite_schema where type = 'trigger' and sql like '%token_search%'",
  ).all<{ name: string }>();
  for (const { name } of results) await env.DB.exec(`drop trigger ${name}`);
  const ids = 'with recursive n(id) as (select ?1 union all select id + 1 from n where id + 1 < ?2)';
  const tokens = env.DB.prepare(
    `${ids} insert into tokens (id, version, type, name, projects, environments, grants, expires_at, created_at,
       issued_at, secret_number, retrievable, active_day, signed_until, audience, revoked_at)
     select id, 1, 'access', 'x', '["web"]', '["production"]', '[]', ?3, 0, 0, 1, 0, 0, ?3, '["x"]',
       iif(id % ${REVOKED_EVERY} = 0, 1, null) from n`,
  );
  const secrets = env.DB.prepare(
    `${ids} insert into secrets (digest, token_id, number, ends_at, status_list, status_index)
     select unhex(printf('%064x', id)), id, 1, iif(id % ${REFRESHED_EVERY} = 1, 1, null), 1,
       (id * ${STRIDE}) % ${STATUS_LIST_SIZE} from n`,
  );
  for (let from = 1; from <= TOKENS; from += CHUNK) {
    const bound = [from, Math.min(from + CHUNK, TOKENS + 1), nowSeconds + 1_000];
    await env.DB.batch([tokens.bind(...bound), secrets.bind(...bound.slice(0, 2))]);
  }
}, 240_000);

describe('a list of a million tokens, 50,000 of them revoked', () => {
  it('is built right, by reads of at most 5,000 rows', async () => {
    const reads: number[] = [];
    const { statusLists } = test.services;
    const findInvalid = async (page: InvalidPage) => {
      const rows = await statusLists.findInvalid(page);
      reads.push(rows.length);
      return rows;
    };
    const { lst } = await buildStatusList({ statusLists: { ...statusLists, findInvalid }, nowMs: test.nowMs }, 1);
    const bits = inflateSync(base64url.decode(lst));
    let wrong = 0;
    let marked = 0;
    for (let id = 1; id <= TOKENS; id += 1) {
      const place = placeOf(id);
      const isMarked = (((bits[place >> 3] ?? 0) >> (place & 7)) & 1) === 1;
      if (isMarked !== (isRevoked(id) || isRefreshed(id))) wrong += 1;
      if (isMarked) marked += 1;
    }
    expect({ wrong, marked }).toEqual({ wrong: 0, marked: TOKENS / REVOKED_EVERY + TOKENS / REFRESHED_EVERY });
    expect(Math.max(...reads)).toBe(5_000);
    expect(reads.length).toBeLessThanOrEqual(13);
    expect(lst.length).toBeLessThan(100_000);
  });

  it('costs D1 what is invalid in it, not what there is', async () => {
    const { binding, queries } = recordQueries();
    const { statusLists } = createTestApp({ DB: binding }).services;
    for (const kind of ['stopped', 'replaced', 'owner_disabled'] as const) {
      queries.clear();
      const rows = await statusLists.findInvalid({ list: 1, kind, nowSeconds, after: null, limit: 5_000 });
      const [[sql, values] = ['', []]] = queries;
      const { meta } = await env.DB.prepare(sql)
        .bind(...values)
        .run();
      // A token and its secret are a row of an index and one of a table each.
      expect(meta.rows_read, kind).toBeLessThanOrEqual(4 * rows.length + 1);
    }
  });
});
