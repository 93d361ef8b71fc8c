import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { PAGE_POLICY } from '../../../src/routes/console/page.ts';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { attributesOf, skeletonOf } from './markup.ts';

const RUNS = 500;
const REPLACE = '/console/tokens/tok_00000000001/replace';
const NEW = '/console/tokens/new';
/** A page is text without angle brackets, and tags whose attributes are all quoted. */
const PAGE = /^<!doctype html>(?:[^<>]|<\/?[a-z][a-z0-9]*(?:\s+[a-z-]+(?:="[^"<>]*")?)*\s*>)*$/;

let test: TestApp;

beforeAll(() => {
  test = createTestApp();
});

const hostile = fc
  .oneof(
    fc.string({ maxLength: 60 }),
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.constantFrom(
      '"><script>alert(1)</script>',
      "' autofocus onfocus='alert(1)",
      '" autofocus onfocus="alert(1)',
      'x onfocus=alert(1)',
      '</title><img src=x>',
      '</textarea></pre></noscript><svg/onload=1>',
      '<!--',
      ']]>',
      '&quot;&#34;&lt;b&gt;',
      '{"__proto__":1}',
      "'; rm -rf / #",
      'javascript:alert(1)',
      '\u0000"\u0000>',
      '\u202e',
      '__proto__',
    ),
  )
  .map((text) => text.toWellFormed());

async function show(path: string, query: [string, string][] = []): Promise<{ response: Response; markup: string }> {
  const response = await test.call('GET', query.length === 0 ? path : `${path}?${new URLSearchParams(query)}`);
  const markup = await response.text();
  expect(response.status).toBeLessThan(500);
  expect(response.headers.get('Content-Security-Policy')).toBe(PAGE_POLICY);
  expect(markup).toMatch(PAGE);
  return { response, markup };
}

describe(`whatever stands in the address (${RUNS} runs each)`, () => {
  it('an id that is none is not told again', async () => {
    const expected = (await show('/console/tokens/nothing/replace')).markup;
    await fc.assert(
      fc.asyncProperty(hostile, async (id) => {
        fc.pre(!['', '.', '..'].includes(id));
        const { response, markup } = await show(`/console/tokens/${encodeURIComponent(id)}/replace`);
        expect([response.status, markup]).toEqual([404, expected]);
      }),
      { numRuns: RUNS },
    );
  });

  it('the wishes for a replacement are values of their fields, and add no element or attribute', async () => {
    const usual = [
      ['expires', '30d'],
      ['overlap', '24h'],
    ] satisfies [string, string][];
    const skeleton = await skeletonOf((await show(REPLACE, usual)).markup);
    const filled = hostile.filter((text) => text !== '');
    await fc.assert(
      fc.asyncProperty(filled, filled, async (expires, overlap) => {
        const query: [string, string][] = [
          ['expires', expires],
          ['overlap', overlap],
        ];
        const { response, markup } = await show(REPLACE, query);
        expect(response.status).toBe(200);
        expect(await skeletonOf(markup)).toEqual(skeleton);
        expect((await attributesOf(markup, '#expires')).value).toBe(expires.slice(0, 40).toWellFormed());
      }),
      { numRuns: RUNS },
    );
  });

  it('a name is the value of its field, and adds no element or attribute', async () => {
    const skeleton = await skeletonOf((await show(NEW, creation('reader'))).markup);
    // After a dash the name is the last word of the command, in a part of its own.
    const dashed = await skeletonOf((await show(NEW, creation('-reader'))).markup);
    let taken = 0;
    await fc.assert(
      fc.asyncProperty(hostile, async (name) => {
        const { response, markup } = await show(NEW, creation(name));
        if (response.status === 400) return;
        taken += 1;
        expect(await skeletonOf(markup)).toEqual(name.startsWith('-') ? dashed : skeleton);
        expect((await attributesOf(markup, '#name')).value).toBe(name);
      }),
      { numRuns: RUNS },
    );
    expect(taken).toBeGreaterThan(RUNS / 3);
  });

  it('no other field, nor one that nobody knows, brings an element that pages do not have', async () => {
    const known = new Set(await skeletonOf((await show(NEW, creation('reader'))).markup));
    const fields = [
      'type',
      'project',
      'environment',
      'namespace',
      'grant',
      'allow-ip',
      'allow-origin',
      'owner',
      'expires',
    ];
    const pair = fc.tuple(fc.oneof(fc.constantFrom(...fields), hostile), hostile);
    await fc.assert(
      fc.asyncProperty(fc.array(pair, { maxLength: 6 }), fc.boolean(), async (pairs, first) => {
        const usual = creation('reader');
        const { markup } = await show(NEW, first ? [...pairs, ...usual] : [...usual, ...pairs]);
        expect((await skeletonOf(markup)).filter((element) => !known.has(element))).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });
});

function creation(name: string): [string, string][] {
  return [
    ['name', name],
    ['type', 'access'],
    ['project', 'web'],
    ['grant', 'bucket:photos:read'],
    ['expires', '30d'],
  ];
}
