import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/d1/database.ts';
import { propertiesChanged } from '../../src/d1/journal.ts';
import { createTestApp, setUpAdmin } from '../support/app.ts';
import { activate, addKeyVersion, documentOf, makeProperty, saveNext } from '../support/properties.ts';
import { planOf, type Queries, recordQueries } from '../support/recorded-queries.ts';
import { addProject } from '../support/route-contract.ts';

/** All that the routes of properties ask of D1. */
let queries: Queries = new Map();

beforeAll(async () => {
  const recorded = recordQueries();
  const test = createTestApp({ DB: recorded.binding });
  const admin = await setUpAdmin(test);
  await addProject('web');
  const hostnames = { production: ['a.example.com'], staging: ['b.example.com'] };
  const document = documentOf({ hostnames, signing: { accessKeyVersionGuid: await addKeyVersion() } });
  recorded.queries.clear();
  const { id } = await makeProperty(test, admin, document);
  await saveNext(test, admin, id, document);
  await test.call('PUT', `/v1/properties/${id}/versions/2`, { token: admin, json: { document } });
  await activate(test, admin, id);
  const other = await makeProperty(test, admin, document);
  await test.call('POST', `/v1/properties/${other.id}/activations`, {
    token: admin,
    json: { environment: 'production' },
  });
  for (const path of ['', '?project=web', `/${id}`, `/${id}/versions`, `/${id}/versions/1`, `/${id}/activations`]) {
    await test.call('GET', `/v1/properties${path}`, { token: admin });
  }
  await test.call('GET', `/v1/properties/${id}/activations?environment=staging`, { token: admin });
  await test.services.properties.findRoute('a.example.com');
  await activate(test, admin, id, { type: 'DEACTIVATE' });
  await test.call('DELETE', `/v1/properties/${id}`, { token: admin });
  queries = new Map([...recorded.queries].filter(([sql]) => sql.includes('propert')));
});

/** A project has 200: those of one are sorted, and how many there are in all is counted. */
const SORTS_FEW = /^select .* from "properties" where .*"project" in /;
const COUNTS = /^select count\(\*\) from "properties"$/;

describe('nothing that is asked about properties', () => {
  it('reads all of a table, or sorts what an index has in order', async () => {
    expect(queries.size).toBeGreaterThan(20);
    for (const [sql, values] of queries) {
      const { scans, sorts } = await planOf(sql, values);
      const unsorted = sorts && !SORTS_FEW.test(sql);
      expect({ sql, scans: COUNTS.test(sql) ? [] : scans, sorts: unsorted }).toEqual({ sql, scans: [], sorts: false });
    }
  });

  it('nor does what makes their change known', async () => {
    const db = openDatabase(env.DB, () => new Uint8Array(16));
    for (const query of propertiesChanged(db, [1, 2], 0)) {
      const { sql, params } = query.toSQL();
      const { scans, sorts } = await planOf(sql, params);
      expect({ sql, scans, sorts }).toEqual({ sql, scans: [], sorts: false });
    }
  });
});
