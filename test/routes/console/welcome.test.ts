import { beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { recordStorage } from '../../support/watched-storage.ts';
import { attributesOf, textOf } from './markup.ts';

const PATH = '/console/welcome';
const SCRIPT = '/console/assets/welcome.js';
let test: TestApp;
let storage: ReturnType<typeof recordStorage>;

beforeAll(() => {
  storage = recordStorage();
  test = createTestApp(storage.bindings);
});

const show = async (path: string) => (await test.call('GET', path)).text();

describe('the page behind a link that hands a token over', () => {
  it('is one page for all links, and asks nobody: looking at it uses nothing up', async () => {
    const markup = await show(PATH);
    for (const query of ['?code=x', '?<script>', '?utm_source=mail']) expect(await show(PATH + query)).toBe(markup);
    expect(await attributesOf(markup, 'script')).toEqual({ src: SCRIPT, defer: '' });
    expect(storage.calls).toEqual([]);
  });

  it('has a button that must be pressed, and fields that no form could send', async () => {
    const markup = await show(PATH);
    expect(await textOf(markup, '#go')).toBe('Show the token');
    expect(await attributesOf(markup, '#go')).toMatchObject({ type: 'button' });
    expect(markup).not.toContain('<form');
    for (const id of ['problem', 'made']) expect(await attributesOf(markup, `#${id}`)).toMatchObject({ hidden: '' });
  });

  it('says what to do without JavaScript', async () => {
    expect(await show(PATH)).toMatch(/<noscript>.*\/v1\/shares\/CODE\/redeem.*<\/noscript>/s);
  });

  it('has every element that its script looks for', async () => {
    const [markup, script] = [await show(PATH), await show(SCRIPT)];
    const wanted = [...script.matchAll(/find\w*\(["']([\w-]+)["'],/g)].map(([, id = '']) => id);
    expect(wanted.length).toBeGreaterThan(10);
    expect(wanted.filter((id) => !markup.includes(`id="${id}"`))).toEqual([]);
  });
});

describe('its script', () => {
  it('takes the code out of the address before anything else, asks only when pressed, and keeps nothing', async () => {
    const script = await show(SCRIPT);
    const taken = script.indexOf('history.replaceState(null');
    expect(taken).toBeGreaterThan(0);
    expect(taken).toBeLessThan(script.indexOf('fetch('));
    expect(script.match(/redeem\(\)/g)).toHaveLength(2);
    expect(script.indexOf('redeem().finally')).toBeGreaterThan(script.search(/go\.addEventListener\(["']click/));
    expect(script).not.toMatch(/storage|cookie|indexedDB|innerHTML|outerHTML|insertAdjacent|pushState/i);
  });

  it('sends no credential and follows no redirect', async () => {
    const script = await show(SCRIPT);
    expect(script).toMatch(/credentials: ["']omit["']/);
    expect(script).toMatch(/redirect: ["']error["']/);
    expect(script).not.toMatch(/https?:\/\//);
  });
});
