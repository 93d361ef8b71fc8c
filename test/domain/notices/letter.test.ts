import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Letter } from '../../../src/domain/notices/letter.ts';
import { renderHtml } from '../../../src/domain/notices/letter-html.ts';
import { renderText } from '../../../src/domain/notices/letter-text.ts';

const LONG = 'billing, search, recommendations, warehouse-sync, partner-portal, mobile-app, reporting';
const letter: Letter = {
  subject: '2 tokens expire soon',
  opening: `What uses these tokens will be refused when they end. ${'Replacing one takes a command. '.repeat(4)}`,
  sections: [
    {
      title: 'Expiring soon',
      entries: [
        {
          title: 'deploy-bot',
          facts: [
            ['Token', 'tok_0000000001a'],
            ['Environment', LONG],
          ],
          command: `jeton token refresh tok_0000000001a --expires 90d --overlap 24h --reason ${'x'.repeat(60)}`,
          link: { text: 'Replace it', url: 'https://jeton.example.com/tokens/tok_0000000001a?a=1&b=2' },
        },
        { title: 'ci', facts: [['Type', 'access']], command: null, link: null },
      ],
    },
  ],
  closing: ['You get this because you own these tokens.', 'And 3 more: `jeton token list` shows them.'],
};

/** The same letter with one text in every place that can hold one. */
function letterOf(text: string): Letter {
  const entry = { title: text, facts: [[text, text]] as [string, string][], command: text, link: { text, url: text } };
  return { subject: text, opening: text, sections: [{ title: text, entries: [entry] }], closing: [text] };
}

/** A document's elements in order, with the addresses they lead to, and its text: as a parser sees them. */
async function parse(html: string) {
  const elements: string[] = [];
  const addresses: string[] = [];
  let text = '';
  const rewriter = new HTMLRewriter().on('*', {
    element: (element) => {
      elements.push(element.tagName);
      for (const [name = '', value = ''] of element.attributes) {
        if (name === 'href' || name === 'src' || name.startsWith('on')) addresses.push(`${name}=${value}`);
      }
    },
    text: (chunk) => {
      text += chunk.text;
    },
  });
  await rewriter.transform(new Response(html)).text();
  return { elements, addresses, text };
}

describe('a letter as text', () => {
  it('reads as written', () => {
    expect(renderText({ ...letter, opening: 'Two tokens end soon.' })).toBe(
      `Two tokens end soon.


Expiring soon
-------------

deploy-bot
  Token        tok_0000000001a
  Environment  billing, search, recommendations, warehouse-sync,
               partner-portal, mobile-app, reporting

    jeton token refresh tok_0000000001a --expires 90d --overlap 24h --reason ${'x'.repeat(60)}

  Replace it:
  https://jeton.example.com/tokens/tok_0000000001a?a=1&b=2

ci
  Type         access

-- 
You get this because you own these tokens.

And 3 more: \`jeton token list\` shows them.
`,
    );
  });

  it('keeps prose within 76 columns, whatever the words', () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,20}$/), { minLength: 1, maxLength: 80 });
    fc.assert(
      fc.property(words, (all) => {
        const text = renderText({ ...letter, sections: [], opening: all.join(' '), closing: [] });
        expect(text.split('\n').every((line) => line.length <= 76)).toBe(true);
        expect(text.split(/\s+/).filter(Boolean)).toEqual(all);
      }),
    );
  });

  it('keeps a name to its line: it forges no other, and turns none around', () => {
    const text = renderText(letterOf('a\r\n-- \nFrom: b\u2028\u202ec\u0007\u2066'));
    expect(text).toContain('\na -- From: b �c��\n');
    expect(text.split('\n').filter((line) => line === '-- ')).toHaveLength(1);
  });
});

describe('a letter as HTML', () => {
  it('is a whole document in English that says all that the text says', async () => {
    const html = renderHtml(letter);
    expect(html).toMatch(/^<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">/);
    const { text, addresses } = await parse(html);
    const said = text.replaceAll('&amp;', '&');
    for (const { title, facts, command } of letter.sections.flatMap(({ entries }) => entries)) {
      for (const part of [title, ...facts.flat(), command ?? '']) expect(said).toContain(part);
    }
    expect(said).toContain('You get this because you own these tokens.');
    expect(addresses).toEqual(['href=https://jeton.example.com/tokens/tok_0000000001a?a=1&amp;b=2']);
  });

  it('fetches nothing and runs nothing', async () => {
    const html = renderHtml(letter);
    expect(html).not.toMatch(/url\(|@import|\bsrc=/);
    const { elements } = await parse(html);
    for (const tag of ['script', 'img', 'link', 'iframe', 'form', 'object', 'svg']) expect(elements).not.toContain(tag);
  });

  it('marks code in prose', () => {
    expect(renderHtml(letter)).toMatch(/<code style="[^"]+">jeton token list<\/code>/);
  });

  it('shows the names in the list of mails, out of sight below', async () => {
    expect(renderHtml(letter)).toMatch(/<div style="display:none;[^"]*">deploy-bot, ci<\/div>/);
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    ' https://a.example',
    'https://a.example/"onclick="x',
    '//a.example',
  ])('makes no link of %j', async (url) => {
    const hostile = letterOf('x');
    const [entry] = hostile.sections[0]?.entries ?? [];
    if (entry?.link) entry.link.url = url;
    expect((await parse(renderHtml(hostile))).addresses).toEqual([]);
  });

  it('stays the same document, whatever the names', async () => {
    const marks = fc.constantFrom(
      '<script>',
      '</td></table>',
      '"',
      "'",
      '&lt;',
      '-->',
      '</title><img src=x onerror=y>',
      '\u202e',
      '\u0000',
      '<',
      'a',
    );
    const hostile = fc.array(fc.oneof(marks, fc.string({ unit: 'binary', maxLength: 8 })), {
      minLength: 1,
      maxLength: 6,
    });
    const shape = (elements: string[]) => elements.filter((tag) => tag !== 'span' && tag !== 'code');
    const plain = shape((await parse(renderHtml(letterOf('x')))).elements);
    await fc.assert(
      fc.asyncProperty(hostile, async (parts) => {
        const html = renderHtml(letterOf(`n${parts.join('')}`));
        const { elements, addresses } = await parse(html);
        expect(shape(elements)).toEqual(plain);
        expect(addresses).toEqual([]);
        expect(html).not.toMatch(/[^\P{Cc}\n]|\p{Bidi_Control}|\p{Cs}/u);
      }),
      { numRuns: 200 },
    );
  });
});
