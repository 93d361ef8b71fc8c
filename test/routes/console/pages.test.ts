import { beforeAll, describe, expect, it } from 'vitest';
import type { TokenNotice } from '../../../src/contract/notices.ts';
import { recreating, refreshing } from '../../../src/domain/notices/replacement.ts';
import { createTestApp, makeToken, ORIGIN, setUpAdmin } from '../../support/app.ts';
import { recordStorage } from '../../support/watched-storage.ts';
import { attributesOf, textOf } from './markup.ts';

const DETAIL: TokenNotice = {
  about: 'token',
  name: "Ann's reader",
  type: 'access',
  projects: ['web'],
  environments: ['production', 'staging'],
  grants: [
    { resource: 'namespace', name: 'marketing', actions: ['read', 'write'] },
    { resource: 'bucket', name: 'photos', actions: ['read', 'list'] },
  ],
  allowedIps: ['203.0.113.0/24', '2001:db8::/32'],
  allowedOrigins: null,
  owner: null,
  issuedAt: 0,
};
const LIFE = 30 * 86_400;
let admin: string;

beforeAll(async () => {
  admin = await setUpAdmin(createTestApp());
});

function pathOf({ url }: { url: string | null }): string {
  return (url ?? '').slice(ORIGIN.length);
}

async function show(path: string): Promise<{ response: Response; markup: string }> {
  const response = await createTestApp().call('GET', path);
  return { response, markup: await response.text() };
}

describe('the page behind "Replace it"', () => {
  it('takes the link that notices carry, shows its command, and has the two fields filled in', async () => {
    const link = refreshing(ORIGIN, 1, DETAIL, LIFE);
    const { response, markup } = await show(pathOf(link));
    expect([response.status, response.headers.get('Content-Type')]).toEqual([200, 'text/html; charset=UTF-8']);
    expect(await textOf(markup, 'pre code')).toBe(link.command);
    expect(await attributesOf(markup, '#expires')).toMatchObject({ value: '30d' });
    expect(await attributesOf(markup, '#overlap')).toMatchObject({ value: '24h' });
    expect(await attributesOf(markup, 'form')).toMatchObject({
      'data-look': '/v1/tokens/tok_00000000001',
      'data-send': '/v1/tokens/tok_00000000001/refresh',
    });
  });

  it('asks for a token in a field that no browser keeps, and that no form could send', async () => {
    const { markup } = await show('/console/tokens/tok_00000000001/replace');
    const token = await attributesOf(markup, '#token');
    expect(token).toMatchObject({ type: 'password', autocomplete: 'off' });
    expect(token).not.toHaveProperty('name');
  });

  it.each(['tok_1', 'usr_00000000001', 'tok_0000000000u', 'TOK_00000000001', '%3Cb%3E', 'tok_00000000001%00'])(
    'is 404 for %s, which is no id, and says nothing of what was asked',
    async (id) => {
      const { response, markup } = await show(`/console/tokens/${id}/replace?expires=secretive`);
      expect(response.status).toBe(404);
      expect(markup).toBe((await show('/console/tokens/nothing/replace')).markup);
    },
  );

  it('looks nothing up: a token that is there and one that is not have the same page', async () => {
    const { bindings, calls } = recordStorage();
    const test = createTestApp(bindings);
    const { id } = await makeToken(test, admin, { type: 'admin', name: 'unguessable' });
    calls.length = 0;
    const markup = await (await test.call('GET', `/console/tokens/${id}/replace`)).text();
    const other = await (await test.call('GET', '/console/tokens/tok_00000000001/replace')).text();
    expect(markup.replaceAll(id, 'tok_00000000001')).toBe(other);
    expect(calls).toEqual([]);
  });
});

describe('the page behind "Make a new one"', () => {
  it('takes the link that notices carry, shows its command, and sends what the API takes', async () => {
    const link = recreating(ORIGIN, DETAIL, LIFE);
    const { response, markup } = await show(pathOf(link));
    expect(response.status).toBe(200);
    expect(await textOf(markup, 'pre code')).toBe(link.command);
    expect(await attributesOf(markup, '#name')).toMatchObject({ value: "Ann's reader" });
    expect(await attributesOf(markup, '#expires')).toMatchObject({ value: '30d' });
    const form = await attributesOf(markup, 'form');
    expect(form).toMatchObject({ 'data-look': '', 'data-send': '/v1/tokens' });
    const { type, projects, environments, grants, allowedIps } = DETAIL;
    expect(JSON.parse(form['data-body'] ?? '')).toEqual({ type, projects, environments, grants, allowedIps });
  });

  it('takes the link of a token that has an owner, and a name that looks like a flag', async () => {
    const owner = { id: 'usr_00000000001', name: 'Ann', email: 'ann@example.com' };
    const link = recreating(ORIGIN, { ...DETAIL, name: '--quiet', owner }, LIFE);
    const { markup } = await show(pathOf(link));
    expect(await textOf(markup, 'pre code')).toBe(link.command);
    const body = JSON.parse((await attributesOf(markup, 'form'))['data-body'] ?? '');
    expect(body.owner).toBe(new URL(link.url ?? '').searchParams.get('owner') ?? undefined);
  });

  it('takes the link of a token that signs S3 requests, and says that the new one does nothing else', async () => {
    const grants = [{ resource: 'bucket', name: 'assets/public/*', actions: ['read'] }];
    const link = recreating(ORIGIN, { ...DETAIL, grants, s3: true }, LIFE);
    const { markup } = await show(pathOf(link));
    expect(await textOf(markup, 'pre code')).toBe(link.command);
    expect(JSON.parse((await attributesOf(markup, 'form'))['data-body'] ?? '')).toMatchObject({ grants, s3: true });
    expect(await textOf(markup, 'dd')).toContain('S3 requests, and does nothing else');
    const { response } = await show('/console/tokens/new?name=n&type=client&s3=maybe');
    expect(response.status).toBe(400);
  });

  it('makes with that body and the two fields the token that the link describes', async () => {
    const test = createTestApp();
    await test.call('POST', '/v1/projects', { token: admin, json: { id: 'web', name: 'Web' } });
    await test.call('POST', '/v1/projects/web/namespaces', { token: admin, json: { name: 'marketing' } });
    const markup = await (await test.call('GET', pathOf(recreating(ORIGIN, DETAIL, LIFE)))).text();
    const body = JSON.parse((await attributesOf(markup, 'form'))['data-body'] ?? '');
    const json = { ...body, name: "Ann's reader", expires: '30d' };
    const response = await test.call('POST', '/v1/tokens', { token: admin, json });
    expect(response.status).toBe(201);
    const { name, grants, allowedIps } = DETAIL;
    expect(await response.json()).toMatchObject({ token: { name, grants, allowedIps } });
  });

  it.each([
    ['admin', 'everything'],
    ['personal', 'what its owner may do'],
  ])('says in words what a token of type %s may do, which no grant says', async (type, power) => {
    const { markup } = await show(`/console/tokens/new?name=n&type=${type}`);
    expect(await textOf(markup, 'dd')).toBe(`${type}allall${power}any`);
  });

  it.each([
    ['type', 'name=n&type=banana'],
    ['type', 'name=n'],
    ['name', 'type=admin'],
    ['grants.0', 'name=n&type=access&namespace=marketing%2Bq'],
    ['grants.1', 'name=n&type=access&namespace=marketing%2Br&grant=bucket:photos'],
    ['projects.0', 'name=n&type=access&project=No'],
  ])('is 400 and names %s where the link is damaged: %s', async (field, query) => {
    const { response, markup } = await show(`/console/tokens/new?${query}`);
    expect(response.status).toBe(400);
    expect(markup).toContain(`At fault: ${field}.`);
    expect(markup).not.toContain('<script');
  });

  it('reads a plus that a mail program has turned into a space', async () => {
    const { markup } = await show('/console/tokens/new?name=n&type=access&namespace=marketing+rw');
    const form = await attributesOf(markup, 'form');
    expect(JSON.parse(form['data-body'] ?? '')).toMatchObject({ grants: DETAIL.grants.slice(0, 1) });
  });
});

describe('what the pages load', () => {
  it.each([
    ['/console/assets/submit.js', 'text/javascript; charset=utf-8'],
    ['/console/assets/welcome.js', 'text/javascript; charset=utf-8'],
    ['/console/assets/page.css', 'text/css; charset=utf-8'],
  ])('%s comes from here, as %s, and names no other host', async (path, type) => {
    const { response, markup } = await show(path);
    expect([response.status, response.headers.get('Content-Type')]).toEqual([200, type]);
    expect(markup).not.toMatch(/https?:|@import|url\(/);
  });

  it('keeps nothing and writes no markup, address or history', async () => {
    const { markup } = await show('/console/assets/submit.js');
    expect(markup).toContain('function runPage(');
    expect(markup).not.toMatch(/storage|cookie|indexedDB|innerHTML|outerHTML|insertAdjacent|\blocation\b|history/i);
  });

  it('has every element that the script looks for', async () => {
    const script = (await show('/console/assets/submit.js')).markup;
    const wanted = [...script.matchAll(/find\w*\(["']([\w-]+)["'],/g)].map(([, id = '']) => id);
    expect(wanted.length).toBeGreaterThan(10);
    for (const path of ['/console/tokens/tok_00000000001/replace', '/console/tokens/new?name=n&type=admin']) {
      const { markup } = await show(path);
      expect(wanted.filter((id) => !markup.includes(`id="${id}"`))).toEqual([]);
    }
  });
});
