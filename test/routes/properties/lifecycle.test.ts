import { env } from 'cloudflare:workers';
import { Validator } from '@cfworker/json-schema';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Activation, Property, PropertyVersion } from '../../../src/contract/properties.ts';
import { outcome } from '../../support/app.ts';
import { person } from '../../support/people.ts';
import {
  activate,
  addKeyVersion,
  askToActivate,
  documentOf,
  type Json,
  makeProperty,
  PUBLIC_ORIGIN,
  saveNext,
} from '../../support/properties.ts';
import { addProject, createWorld, type World } from '../../support/route-contract.ts';

let world: World;
const call = (method: string, path: string, json?: unknown) =>
  world.test.call(method, path, { token: world.admin, json });
const make = (document: Json = documentOf(), project = 'web') => {
  world.test.nowMs += 1;
  return makeProperty(world.test, world.admin, document, project);
};
const save = (id: string, document: Json) => saveNext(world.test, world.admin, id, document);
/** What is of one millisecond has no order. */
const on = (id: string, body: Json = {}) => {
  world.test.nowMs += 1;
  return activate(world.test, world.admin, id, body);
};
const ask = async (id: string, body: Json = {}) => {
  const answer = await askToActivate(world.test, world.admin, id, body);
  return answer.ok ? outcome(answer) : (await answer.json<{ detail: string }>()).detail;
};
const property = async (id: string) => (await call('GET', `/v1/properties/${id}`)).json<Property>();
const version = async (id: string, n: number) =>
  (await call('GET', `/v1/properties/${id}/versions/${n}`)).json<PropertyVersion>();
const history = async (id: string, query = '') =>
  (await (await call('GET', `/v1/properties/${id}/activations${query}`)).json<{ items: Activation[] }>()).items;
/** Where a hostname leads: the property's version and environment. */
const leadsTo = async (hostname: string) => {
  const route = await world.test.services.properties.findRoute(hostname);
  return route && { version: route.version, environment: route.environment };
};

beforeAll(async () => {
  world = await createWorld();
  await addProject('web');
});

describe('a property', () => {
  it('seed-systems 1.32: is saved whole, with its defaults, and what a later document leaves out is gone', async () => {
    const document = documentOf({ cors: { origins: ['https://shop.example'] } });
    const { id, version: first } = await make(document);
    expect(first).toMatchObject({ version: 1, errors: [], warnings: [], editable: true, active: [] });
    expect(first.document).toMatchObject({ ...document, consistency: 'bounded', signing: null });
    const { cors: _, ...without } = document;
    expect((await save(id, without)).document.cors).toBeNull();
    expect((await version(id, 1)).document).toEqual(first.document);
    expect(await property(id)).toMatchObject({ latestVersion: 2, active: {} });
  });

  it('has a name of its own in its project', async () => {
    const json = { project: 'web', name: 'taken', document: documentOf() };
    expect(await outcome(await call('POST', '/v1/properties', json))).toBe('201');
    expect(await outcome(await call('POST', '/v1/properties', json))).toBe('409 conflict');
    await addProject('other');
    expect(await outcome(await call('POST', '/v1/properties', { ...json, project: 'other' }))).toBe('201');
    expect(await outcome(await call('POST', '/v1/properties', { ...json, project: 'nosuch' }))).toBe(
      '400 invalid_request',
    );
  });

  it('is refused where its document is larger than can travel with every copy, or the body than any document', async () => {
    const large = (keys: number) => documentOf({ clientKeys: { keys: Array(50).fill('k'.repeat(keys)) } });
    const rules = Array(50).fill({ paths: Array(20).fill(`/${'a'.repeat(70)}`), access: { by: 'open' } });
    const json = { project: 'web', name: 'large', document: { ...large(200), rules } };
    expect(await (await call('POST', '/v1/properties', json)).json()).toMatchObject({
      code: 'invalid_request',
      detail: expect.stringContaining('at most 65536'),
    });
    const huge = { ...json, note: 'x'.repeat(300_000) };
    expect(await outcome(await call('POST', '/v1/properties', huge))).toBe('413 payload_too_large');
  });

  it.each([
    ['an unknown field', { colour: 'red' }],
    ['a hostname with a port', { hostnames: { production: ['a.example.com:8080'] } }],
    ['a path that is none', { rules: [{ paths: ['orders'], access: { by: 'open' } }] }],
    ['a key that is no guid', { signing: { accessKeyVersionGuid: '1' } }],
    [
      'more environments than there may be',
      { hostnames: Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`e${i}`, ['a.example.com']])) },
    ],
  ])('is refused for %s, with the field', async (_what, changes) => {
    const answer = await call('POST', '/v1/properties', { project: 'web', name: 'bad', document: documentOf(changes) });
    expect(await answer.json()).toMatchObject({
      code: 'invalid_request',
      errors: [{ field: expect.stringMatching(/^document/) }],
    });
  });

  it('has 500 versions at most', async () => {
    const { id } = await make();
    await env.DB.prepare('update properties set latest_version = 500 where name = ?')
      .bind((await property(id)).name)
      .run();
    const answer = await call('POST', `/v1/properties/${id}/versions`, { document: documentOf() });
    expect(await outcome(answer)).toBe('409 limit_reached');
  });

  it('a project has 200 at most', async () => {
    await addProject('full');
    const insert = env.DB.prepare(
      "insert into properties select 100 + value, 'full', 'p' || value, 1, 1, 'usr_test', 0 from json_each(?)",
    );
    await insert.bind(JSON.stringify(Array.from({ length: 199 }, (_, i) => i))).run();
    const create = (name: string) => call('POST', '/v1/properties', { project: 'full', name, document: documentOf() });
    const answers = await Promise.all(['a', 'b', 'c'].map(async (name) => outcome(await create(name))));
    expect(answers.toSorted()).toEqual(['201', '409 limit_reached', '409 limit_reached']);
  });

  it('is listed by page and project, its versions and its history likewise', async () => {
    await addProject('pages');
    const ids: string[] = [];
    for (let i = 0; i < 3; i += 1) ids.unshift((await make(documentOf(), 'pages')).id);
    type Page = { items: (Property & PropertyVersion & Activation)[]; total?: number; nextCursor: string | null };
    const pages = async (path: string) => {
      const first = await (await call('GET', `${path}limit=2`)).json<Page>();
      const second = await (await call('GET', `${path}limit=2&cursor=${first.nextCursor}`)).json<Page>();
      return { items: [...first.items, ...second.items], total: first.total, end: second.nextCursor };
    };
    const listed = await pages('/v1/properties?project=pages&');
    expect(listed).toMatchObject({ items: ids.map((id) => ({ id })), total: 3, end: null });
    const [id = ''] = ids;
    for (let i = 0; i < 2; i += 1) await save(id, documentOf());
    const versions = await pages(`/v1/properties/${id}/versions?`);
    expect(versions.items.map((row) => row.version)).toEqual([3, 2, 1]);
    expect(versions.items[0]).not.toHaveProperty('document');
    for (const n of [1, 2, 3]) await on(id, { version: n });
    expect((await pages(`/v1/properties/${id}/activations?`)).items.map((row) => row.version)).toEqual([3, 2, 1]);
    for (const path of ['', `/${id}/versions`, `/${id}/activations`]) {
      expect(await outcome(await call('GET', `/v1/properties${path}?cursor=x`))).toBe('400 invalid_request');
    }
  });
});

describe('an activation', () => {
  it('seed-systems 1.31: is of one environment, with addresses to tell, and answers with its id and link', async () => {
    const [staging, production] = ['s.one.example.com', 'p.one.example.com'];
    const { id } = await make(documentOf({ hostnames: { staging: [staging], production: [production] } }));
    const answer = await on(id, {
      environment: 'staging',
      version: 1,
      notify: ['ops@example.com', 'ops@example.com'],
      note: 'first',
    });
    expect(answer).toMatchObject({
      activationId: expect.stringMatching(/^atv_/),
      activationLink: `/v1/properties/${id}/activations?id=${answer.activationId}`,
      propertyId: id,
      type: 'ACTIVATE',
      version: 1,
      environment: 'staging',
      current: true,
      notify: ['ops@example.com'],
      note: 'first',
    });
    expect(await (await call('GET', answer.activationLink)).json()).toEqual({ items: [answer], nextCursor: null });
    expect([await leadsTo(staging), await leadsTo(production)]).toEqual([{ version: 1, environment: 'staging' }, null]);
    expect(await property(id)).toMatchObject({ active: { staging: 1 } });
    const { results } = await env.DB.prepare(
      "select notify, untold from property_activations where environment = 'staging' and note = 'first'",
    ).all();
    expect(results).toEqual([{ notify: '["ops@example.com"]', untold: '["ops@example.com"]' }]);
  });

  it('of an earlier version rolls back', async () => {
    const { id } = await make(documentOf({ hostnames: { production: ['old.roll.example.com'] } }));
    await save(id, documentOf({ hostnames: { production: ['new.roll.example.com'] } }));
    await on(id, { version: 1 });
    await on(id);
    expect([await leadsTo('old.roll.example.com'), await leadsTo('new.roll.example.com')]).toEqual([
      null,
      { version: 2, environment: 'production' },
    ]);
    await on(id, { version: 1 });
    expect([await leadsTo('old.roll.example.com'), await leadsTo('new.roll.example.com')]).toEqual([
      { version: 1, environment: 'production' },
      null,
    ]);
    expect((await history(id)).map((row) => [row.version, row.current])).toEqual([
      [1, true],
      [2, false],
      [1, false],
    ]);
  });

  it('makes its version one that never changes, even once it is active no more', async () => {
    const { id } = await make();
    const put = (n: number) => call('PUT', `/v1/properties/${id}/versions/${n}`, { document: documentOf(), note: 'n' });
    expect(await outcome(await put(1))).toBe('200');
    const before = await version(id, 1);
    expect(before.note).toBe('n');
    await on(id);
    expect(await version(id, 1)).toMatchObject({ editable: false, active: ['production'] });
    expect(await outcome(await put(1))).toBe('409 conflict');
    await on(id, { type: 'DEACTIVATE' });
    expect(await outcome(await put(1))).toBe('409 conflict');
    expect((await version(id, 1)).document).toEqual(before.document);
    expect(await outcome(await put(2))).toBe('404 not_found');
    expect(await outcome(await put(1.5))).toBe('404 not_found');
  });

  it('ends by DEACTIVATE, which frees the hostnames; only then is the property deleted', async () => {
    const { id } = await make(documentOf({ hostnames: { production: ['end.example.com'] } }));
    expect(await ask(id, { type: 'DEACTIVATE' })).toBe('the property is not active in production.');
    await on(id);
    expect(await ask(id, { type: 'DEACTIVATE', version: 7 })).toContain(
      'version 1 is active in production, not version 7',
    );
    const refused = await call('DELETE', `/v1/properties/${id}`);
    expect(await refused.json()).toMatchObject({ status: 409, detail: 'the property is active in production.' });
    expect(await on(id, { type: 'DEACTIVATE' })).toMatchObject({ type: 'DEACTIVATE', version: 1, current: false });
    expect(await leadsTo('end.example.com')).toBeNull();
    expect(await outcome(await call('DELETE', `/v1/properties/${id}`))).toBe('204');
    for (const path of ['', '/versions', '/versions/1', '/activations']) {
      expect(await outcome(await call('GET', `/v1/properties/${id}${path}`))).toBe('404 not_found');
    }
    const left = await env.DB.prepare(
      'select (select count(*) from property_versions v where not exists (select 1 from properties where id = v.property_id)) as n',
    ).first('n');
    expect(left).toBe(0);
  });

  it('is refused as long as the document has an error there, and changes nothing', async () => {
    const { id } = await make(
      documentOf({
        hostnames: { production: ['bad.example.com'] },
        signing: { accessKeyVersionGuid: crypto.randomUUID() },
      }),
    );
    expect(await ask(id)).toBe(
      'version 1 has an error: signing.accessKeyVersionGuid: is no access key version of project web.',
    );
    expect([await leadsTo('bad.example.com'), await history(id)]).toEqual([null, []]);
    expect((await version(id, 1)).editable).toBe(true);
  });

  it('asks nothing of what another environment has wrong', async () => {
    const { id, version: made } = await make(
      documentOf({
        hostnames: { staging: ['s.half.example.com'], production: ['p.half.example.com'] },
        environments: { production: { signing: { accessKeyVersionGuid: crypto.randomUUID() } } },
      }),
    );
    expect(made.errors.map(({ path }) => path)).toEqual(['environments.production.signing.accessKeyVersionGuid']);
    expect(await ask(id, { environment: 'staging' })).toBe('201');
    expect(await ask(id)).toContain('environments.production.signing.accessKeyVersionGuid');
  });

  it('needs a version and an environment that there are', async () => {
    const { id } = await make();
    expect(await ask(id, { version: 2 })).toBe('version: version 2 does not exist');
    expect(await ask(id, { environment: 'nosuch' })).toContain('names no environment');
    expect(await ask(id, { environment: 'staging' })).toContain('hostnames.staging: names none');
    for (const n of [true, '1', 0, null])
      expect(await outcome(await askToActivate(world.test, world.admin, id, { version: n }))).toBe(
        '400 invalid_request',
      );
  });

  it('seed-systems 1.28: signs with the key version that it names by its guid, each environment with its own', async () => {
    const [shared, own] = [await addKeyVersion(), await addKeyVersion()];
    const { id } = await make(
      documentOf({
        hostnames: { staging: ['s.key.example.com'], production: ['p.key.example.com'] },
        signing: { accessKeyVersionGuid: shared },
        environments: { staging: { signing: { accessKeyVersionGuid: own } } },
      }),
    );
    for (const environment of ['staging', 'production']) await on(id, { environment });
    const { results } = await env.DB.prepare(
      'select environment, access_key_version_guid as guid from active_properties where access_key_version_guid in (?, ?) order by environment',
    )
      .bind(shared, own)
      .all();
    expect(results).toEqual([
      { environment: 'production', guid: shared },
      { environment: 'staging', guid: own },
    ]);
    const route = await world.test.services.properties.findRoute('s.key.example.com');
    expect(route).toMatchObject({
      document: { signing: { accessKeyVersionGuid: own } },
      key: { cloudAccessKeyId: 'AKIATEST', authenticationMethod: 'AWS4_HMAC_SHA256' },
    });
  });

  it('seed-systems 1.37: points to another key version by a version that names it, and lets the first one go', async () => {
    const [first, second] = [await addKeyVersion(), await addKeyVersion()];
    const document = documentOf({ hostnames: { production: ['rotate.example.com'] } });
    const { id } = await make({ ...document, signing: { accessKeyVersionGuid: first } });
    await on(id);
    const used = async (guid: string) =>
      env.DB.prepare('select count(*) as n from active_properties where access_key_version_guid = ?')
        .bind(guid)
        .first('n');
    expect([await used(first), await used(second)]).toEqual([1, 0]);
    await save(id, { ...document, signing: { accessKeyVersionGuid: second } });
    await on(id);
    expect([await used(first), await used(second)]).toEqual([0, 1]);
  });

  it('seed-systems 1.30: with a key of ENHANCED_TLS is for properties that are marked so', async () => {
    const guid = await addKeyVersion({ network: 'ENHANCED_TLS' });
    const signing = { accessKeyVersionGuid: guid };
    const { id } = await make(documentOf({ hostnames: { production: ['tls.example.com'] }, signing }));
    expect(await ask(id)).toContain('the property must be marked enhancedTls');
    await save(id, documentOf({ hostnames: { production: ['tls.example.com'] }, signing, enhancedTls: true }));
    expect(await ask(id)).toBe('201');
  });

  it('leads the hostnames of buckets to their buckets', async () => {
    const guid = await addKeyVersion();
    const { id, version: made } = await make(
      documentOf({
        hostnames: { production: ['s3.example.com'] },
        rules: [],
        signing: { accessKeyVersionGuid: guid },
        s3: { buckets: [{ name: 'assets' }, { name: 'logs', originBucket: 'logs-eu' }] },
      }),
    );
    expect(made.errors).toEqual([]);
    await on(id);
    const bucketOf = async (hostname: string) => (await world.test.services.properties.findRoute(hostname))?.bucket;
    expect([
      await bucketOf('s3.example.com'),
      await bucketOf('assets.s3.example.com'),
      await bucketOf('logs.s3.example.com'),
      await bucketOf('logs-eu.s3.example.com'),
    ]).toEqual([null, 'assets', 'logs', undefined]);
  });
});

describe('a hostname', () => {
  it('of another property is refused by name; whose it is, only those are told who may see it', async () => {
    await addProject('theirs');
    const hostnames = { production: ['held.example.com'] };
    const theirs = await make(documentOf({ hostnames }), 'theirs');
    await on(theirs.id);
    const mine = await make(documentOf({ hostnames }));
    expect(mine.version.warnings).toMatchObject([
      { path: 'hostnames.production[0]', message: expect.stringContaining('of another property') },
    ]);
    const name = (await property(theirs.id)).name;
    expect(await ask(mine.id)).toBe(
      `hostname held.example.com is held by property ${name} (${theirs.id}) in production.`,
    );
    const { token } = await person(world, { role: 'none', members: { web: 'owner' } });
    const answer = await askToActivate(world.test, token, mine.id);
    expect(await answer.json()).toMatchObject({
      status: 409,
      detail: 'hostname held.example.com is held by another property.',
    });
    await on(theirs.id, { type: 'DEACTIVATE' });
    expect(await ask(mine.id)).toBe('201');
  });

  it('moves between environments of a property only once it is let go', async () => {
    const { id } = await make(documentOf({ hostnames: { staging: ['move.example.com'] } }));
    await on(id, { environment: 'staging' });
    await save(id, documentOf({ hostnames: { production: ['move.example.com'] } }));
    expect(await ask(id)).toContain('hostname move.example.com is held by property');
    await on(id, { environment: 'staging', type: 'DEACTIVATE' });
    expect(await ask(id)).toBe('201');
    expect(await leadsTo('move.example.com')).toEqual({ version: 2, environment: 'production' });
  });

  it('keeps its environment from being deleted', async () => {
    await call('POST', '/v1/environments', { id: 'preview', name: 'Preview' });
    const { id } = await make(documentOf({ hostnames: { preview: ['preview.example.com'] } }));
    await on(id, { environment: 'preview' });
    expect(await (await call('DELETE', '/v1/environments/preview')).json()).toMatchObject({
      status: 409,
      detail: 'environment preview is still used: 1 active property.',
    });
    await on(id, { environment: 'preview', type: 'DEACTIVATE' });
    expect(await outcome(await call('DELETE', '/v1/environments/preview'))).toBe('204');
  });
});

describe('the audit trail', () => {
  it('has a row for every change, with what became active and no document', async () => {
    const guid = await addKeyVersion();
    const document = documentOf({
      hostnames: { production: ['audit.example.com'] },
      signing: { accessKeyVersionGuid: guid },
      clientKeys: { keys: ['in-a-page'] },
    });
    const { id } = await make(document);
    await call('PUT', `/v1/properties/${id}/versions/1`, { document, note: 'again' });
    await save(id, document);
    await on(id, { version: 1, note: 'go' });
    await on(id, { type: 'DEACTIVATE' });
    await call('DELETE', `/v1/properties/${id}`);
    const { results } = await env.DB.prepare(
      'select action, project, before, after from events where target = ? order by id',
    )
      .bind(id)
      .all<{ action: string; project: string; before: string | null; after: string | null }>();
    expect(results.map(({ action }) => action)).toEqual([
      'property.created',
      'property.version_saved',
      'property.version_created',
      'property.activated',
      'property.deactivated',
      'property.deleted',
    ]);
    expect(new Set(results.map(({ project }) => project))).toEqual(new Set(['web']));
    expect(JSON.stringify(results)).not.toContain('in-a-page');
    expect(JSON.parse(results[3]?.after ?? '')).toEqual({
      name: expect.any(String),
      note: 'go',
      version: 1,
      environment: 'production',
      hostnames: ['audit.example.com'],
      origin: PUBLIC_ORIGIN,
      accessKeyVersionGuid: guid,
      document: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
    });
  });
});

describe('the schema of the document', () => {
  it('is published for editors, and takes what the API takes', async () => {
    const answer = await world.test.call('GET', '/schemas/property.json');
    expect(answer.headers.get('Content-Type')).toBe('application/schema+json');
    const schema = await answer.json<Json>();
    expect(schema).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: 'https://jeton.test/schemas/property.json',
      type: 'object',
      required: ['hostnames', 'origin'],
      additionalProperties: false,
    });
    const checks = new Validator(schema, '2020-12');
    const document = documentOf({ $schema: schema.$id });
    expect(checks.validate(document)).toMatchObject({ valid: true });
    for (const bad of [{ colour: 'red' }, { origin: {} }, { hostnames: { production: ['a.example.com:80'] } }]) {
      expect(checks.validate({ ...document, ...bad })).toMatchObject({ valid: false });
    }
    const { id } = await make(document);
    expect((await version(id, 1)).document.$schema).toBe(schema.$id);
  });
});
