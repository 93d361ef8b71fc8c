import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderHtml } from '../../../src/domain/notices/letter-html.ts';
import { renderText } from '../../../src/domain/notices/letter-text.ts';
import { type Handover, shareLetter } from '../../../src/domain/shares/letter.ts';
import { newRecord } from '../../../src/domain/tokens/issue.ts';

const NOW_MS = Date.UTC(2036, 0, 1, 12);
const URL_ = 'https://jeton.test/console/welcome#0123456789012345678901234567890123456789012';

function handover(more: { name?: string; sender?: string; message?: string } = {}): Handover {
  const { name = 'nightly', sender = 'Ada', message } = more;
  const record = newRecord(
    {
      type: 'access',
      name,
      description: null,
      projects: ['web'],
      environments: ['production'],
      grants: [],
      clients: null,
      allowedIps: null,
      allowedOrigins: null,
      notBefore: null,
      expiresAt: null,
      ownerId: null,
      retrievable: false,
    },
    NOW_MS,
  );
  return {
    record,
    sender: { name: sender, email: 'ada@example.com' },
    message,
    url: URL_,
    until: NOW_MS / 1000 + 7_200,
  };
}

describe('the mail that carries a link', () => {
  it('says who hands over what, how long the link works, that it works once, and what to do otherwise', () => {
    const text = renderText(shareLetter(handover({ message: 'For the nightly job.' })));
    for (const said of [
      'Ada hands you an access token.',
      'works until 2036-01-01 14:00:00 UTC',
      'once',
      'nightly',
      '“For the nightly job.”',
      'production',
      'never',
      URL_,
      'From Ada <ada@example.com>',
      'ask Ada for another',
    ]) {
      expect(text.replaceAll(/\s+/g, ' ')).toContain(said);
    }
  });

  it('without a message has no line for one', () => {
    expect(renderText(shareLetter(handover()))).not.toContain('Message');
  });

  it('whatever people wrote is text: it adds no element, no link and no line of its own', () => {
    const shape = (html: string) => [...html.matchAll(/<[^>]*>/g)].map(([tag]) => tag).join('');
    const usual = shareLetter(handover({ message: 'm' }));
    const words = fc.oneof(
      fc.string({ minLength: 1, maxLength: 60 }),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }),
      fc.constantFrom(
        '<a href="https://evil.example">x</a>',
        'https://evil.example',
        '"><script>',
        '\u202e',
        'a\r\n\r\nb',
        '“”',
      ),
    );
    fc.assert(
      fc.property(words, words, words, (name, sender, message) => {
        // Between backticks the letters set code; that is markup of ours, and nothing else.
        fc.pre(![name, sender, message].join('').includes('`'));
        const letter = shareLetter(handover({ name, sender, message }));
        const html = renderHtml(letter);
        const title = /<title>.*?<\/title>/s;
        expect(shape(html.replace(title, ''))).toBe(shape(renderHtml(usual).replace(title, '')));
        expect([...html.matchAll(/href="([^"]*)"/g)].map(([, url]) => url)).toEqual([URL_]);
        expect(
          renderText(letter)
            .split('\n')
            .filter((line) => line.trim() === URL_),
        ).toHaveLength(1);
      }),
      { numRuns: 300 },
    );
  });
});
