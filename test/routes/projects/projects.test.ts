import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { formatInstant } from '../../../src/contract/expiry.ts';
import type { Project } from '../../../src/contract/places.ts';
import { createTestApp, makeToken, outcome, setUpAdmin } from '../../support/app.ts';
import { addProject } from '../../support/route-contract.ts';

const test = createTestApp();
let admin = '';
const call = (method: string, path: string, json?: unknown) => test.call(method, path, { token: admin, json });
type List = { items: Project[]; total: number; nextCursor: string | null };

beforeAll(async () => {
  admin = await setUpAdmin(test);
});

describe('a project', () => {
  it('is created, shown, renamed and deleted', async () => {
    const created = await call('POST', '/v1/projects', { id: 'life', name: 'Life' });
    expect(created.status).toBe(201);
    const project = await created.json<Project>();
    expect(project).toEqual({ id: 'life', name: 'Life', createdAt: formatInstant(test.nowMs / 1000) });
    expect(await (await call('GET', '/v1/projects/life')).json()).toEqual(project);
    const renamed = await call('PATCH', '/v1/projects/life', { name: 'Leben' });
    expect(await renamed.json()).toEqual({ ...project, name: 'Leben' });
    expect(await outcome(await call('DELETE', '/v1/projects/life'))).toBe('204');
    expect(await outcome(await call('GET', '/v1/projects/life'))).toBe('404 not_found');
    expect(await outcome(await call('DELETE', '/v1/projects/life'))).toBe('404 not_found');
    expect(await outcome(await call('PATCH', '/v1/projects/life', { name: 'x' }))).toBe('404 not_found');
  });

  it('leaves one audit row a change, and none where nothing changed', async () => {
    await call('POST', '/v1/projects', { id: 'audited', name: 'A' });
    await call('PATCH', '/v1/projects/audited', { name: 'B' });
    await call('PATCH', '/v1/projects/audited', { name: 'B' });
    await call('POST', '/v1/projects', { id: 'audited', name: 'again' });
    await call('DELETE', '/v1/projects/audited');
    const { results } = await env.DB.prepare(
      "select action, project, before ->> 'name' as b, after ->> 'name' as a from events where target = 'project:audited' order by id",
    ).all();
    expect(results).toEqual([
      { action: 'project.created', project: 'audited', b: null, a: 'A' },
      { action: 'project.updated', project: 'audited', b: 'A', a: 'B' },
      { action: 'project.deleted', project: 'audited', b: 'B', a: null },
    ]);
  });

  it('has an id that only one may have, also when many ask at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 5 }, (_, index) => call('POST', '/v1/projects', { id: 'one', name: `${index}` })),
    );
    const outcomes = await Promise.all(answers.map(outcome));
    expect(outcomes.sort()).toEqual(['201', ...Array.from({ length: 4 }, () => '409 conflict')]);
  });

  it.each([
    { id: 'Upper', name: 'x' },
    { id: '', name: 'x' },
    { id: '*', name: 'x' },
    { id: 'a:b', name: 'x' },
    { id: 'x'.repeat(33), name: 'x' },
    { id: 'ok', name: '' },
    { id: 'ok', name: 'a\u0000b' },
    { id: 'ok', name: '\ud800' },
    { id: 'ok', name: 'x', more: 1 },
    { id: 'ok' },
    [],
  ])('is refused when it is %j', async (json) => {
    expect(await outcome(await call('POST', '/v1/projects', json))).toBe('400 invalid_request');
  });

  it('keeps every rename when many come at once', async () => {
    await addProject('busy');
    await Promise.all(
      Array.from({ length: 6 }, (_, index) => call('PATCH', '/v1/projects/busy', { name: `n${index}` })),
    );
    const { results } = await env.DB.prepare(
      "select before ->> 'name' as b, after ->> 'name' as a from events where target = 'project:busy' order by id",
    ).all<{ b: string; a: string }>();
    expect(results).toHaveLength(6);
    for (const [index, row] of results.entries()) expect(row.b).toBe(index === 0 ? 'busy' : results[index - 1]?.a);
  });
});

describe('the list', () => {
  it('walks every project once, in order, and counts them all', async () => {
    for (let index = 0; index < 7; index += 1) await addProject(`list-${index}`);
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const query: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const page: List = await (await call('GET', `/v1/projects?limit=3${query}`)).json();
      expect(page.items.length).toBeLessThanOrEqual(3);
      seen.push(...page.items.map(({ id }) => id));
      expect(page.total).toBe((await env.DB.prepare('select count(*) as n from projects').first('n')) ?? -1);
      cursor = page.nextCursor;
    }
    expect(seen.filter((id) => id.startsWith('list-'))).toHaveLength(7);
    expect(seen).toEqual([...new Set(seen)].sort());
  });

  it.each(['limit=0', 'limit=201', 'limit=x', 'cursor=x', 'cursor=WyJcdWQ4MDAiXQ', 'cursor=WzFd', 'other=1'])(
    'is refused with ?%s',
    async (query) => {
      expect(await outcome(await call('GET', `/v1/projects?${query}`))).toBe('400 invalid_request');
    },
  );
});

describe('deleting a project', () => {
  const refusal = async (id: string) => {
    const response = await call('DELETE', `/v1/projects/${id}`);
    const { detail } = await response.clone().json<{ detail: string }>();
    return `${await outcome(response)}: ${detail}`;
  };
  const client = (project: string, more: object = {}) =>
    makeToken(test, admin, { type: 'client', project, environments: ['staging'], ...more });

  it('is refused while it has namespaces and live tokens name it, saying how many', async () => {
    await addProject('used', ['a', 'b']);
    const { id } = await client('used');
    expect(await refusal('used')).toBe('409 conflict: project used is still used: 2 namespaces and 1 live token.');
    await call('DELETE', '/v1/projects/used/namespaces/a');
    await call('DELETE', '/v1/projects/used/namespaces/b');
    expect(await refusal('used')).toBe('409 conflict: project used is still used: 1 live token.');
    await call('DELETE', `/v1/tokens/${id}`);
    expect(await outcome(await call('DELETE', '/v1/projects/used'))).toBe('204');
  });

  it('is refused for a disabled token, which may be enabled again, but not for an expired one', async () => {
    await addProject('paused');
    const { id } = await client('paused', { expires: '1h' });
    await call('POST', `/v1/tokens/${id}/disable`);
    expect(await refusal('paused')).toContain('1 live token.');
    test.nowMs += 3_600_000;
    expect(await outcome(await call('DELETE', '/v1/projects/paused'))).toBe('204');
    test.nowMs -= 3_600_000;
  });

  it('is not refused for tokens of other projects, or of all', async () => {
    await addProject('free');
    await addProject('free2');
    await client('free2');
    await client('*');
    expect(await outcome(await call('DELETE', '/v1/projects/free'))).toBe('204');
  });

  it('leaves no namespace without a project when both happen at once', async () => {
    for (let round = 0; round < 10; round += 1) {
      const id = `race-${round}`;
      await addProject(id);
      const answers = await Promise.all([
        call('DELETE', `/v1/projects/${id}`),
        call('POST', `/v1/projects/${id}/namespaces`, { name: 'a' }),
      ]);
      expect(['204,404 not_found', '409 conflict,201']).toContain((await Promise.all(answers.map(outcome))).join());
    }
  });
});
