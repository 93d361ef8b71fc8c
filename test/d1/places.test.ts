import { env } from 'cloudflare:workers';
import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/d1/database.ts';
import { liveTokensNaming } from '../../src/d1/places/guard.ts';
import { createPlaceStore } from '../../src/d1/places.ts';

const db = openDatabase(env.DB, () => new Uint8Array(16));
const places = createPlaceStore(db);
const event = {
  at: 1_000,
  actor: 'tok_1',
  action: 'x',
  target: 'x',
  project: null,
  before: null,
  after: null,
  address: null,
  userAgent: null,
  requestId: 'req_1',
};
const web = { id: 'web', name: 'Web', createdAt: 1 };

describe('the guard of a deletion', () => {
  it('walks the index of facets and never the table of tokens', async () => {
    const live = liveTokensNaming('namespace:n', 1, ['project:web', 'project:*']);
    const plan = await db.all<{ detail: string }>(sql`explain query plan select exists (select 1 ${live})`);
    const steps = plan.map(({ detail }) => detail).join('\n');
    expect(steps).toMatch(/SEARCH f USING PRIMARY KEY \(facet=\?\)/);
    expect(steps).toMatch(/SEARCH t USING INTEGER PRIMARY KEY/);
    expect(steps).toMatch(/SEARCH b .*\(token_id=\? AND facet=\?\)/);
    expect(steps).not.toMatch(/SCAN [ftb]\b/);
  });
});

describe('a write that does not happen', () => {
  it('leaves no audit row', async () => {
    await places.createProject(web, event, null);
    const events = () => env.DB.prepare('select count(*) as n from events').first('n');
    const before = await events();
    const namespace = { project: 'none', name: 'n', group: null, retentionDays: 0, createdAt: 1 };
    const end = { event, masters: event, detached: event };
    expect([
      await places.createProject(web, event, null),
      await places.createEnvironment({ ...web, id: 'staging' }, event),
      await places.createNamespace(namespace, event),
      await places.createNamespace({ ...namespace, project: 'web', group: 'none' }, event),
      await places.changeProject({ ...web, name: 'old' }, web, event),
      await places.changeNamespace(namespace, namespace, event),
      await places.deleteProject('none', end),
      await places.deleteEnvironment('none', event),
      await places.deleteNamespace(namespace, event),
    ]).toEqual(['id_taken', 'id_taken', 'refused', 'refused', 'lost_race', 'refused', 'refused', 'refused', 'refused']);
    expect(await events()).toBe(before);
  });
});
