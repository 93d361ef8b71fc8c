import { describe, expect, it } from 'vitest';
import { hunksOf } from '../../console/pages/properties/diff/hunks.ts';
import { diffLines } from '../../console/pages/properties/diff/lines.ts';
import { textOf } from '../../console/pages/properties/document/document.ts';
import { locate } from '../../console/pages/properties/document/locate.ts';

const SIGNS = { same: ' ', added: '+', removed: '-' };

/** `' a -b +c'`: the difference of two texts of one-letter lines. */
function diff(before: string, after: string): string {
  const lines = diffLines(before.split(' '), after.split(' '));
  return lines.map(({ kind, text }) => SIGNS[kind] + text).join(' ');
}

describe('diffLines', () => {
  it('says nothing of texts that are the same', () => {
    expect(diff('a b c', 'a b c')).toBe(' a  b  c');
  });

  it('takes out what went, puts in what came, and keeps the rest in its order', () => {
    expect(diff('a b c d', 'a x c d e')).toBe(' a -b +x  c  d +e');
    expect(diff('a b a b', 'b a')).toBe('-a  b  a -b');
    expect(diff('a a', 'a')).toBe(' a -a');
    expect(diff('a', 'b')).toBe('-a +b');
  });

  it('takes no notice of a comma at the end of a line', () => {
    expect(diff('a, b', 'a, b, c')).toBe(' a,  b, +c');
  });

  it('numbers the lines of both texts', () => {
    const lines = diffLines(['a', 'b', 'c'], ['a', 'c']);
    expect(lines.map(({ before, after }) => [before, after])).toEqual([
      [1, 1],
      [2, null],
      [3, 2],
    ]);
  });

  it('gives both texts back: what is there before and what is there after', () => {
    const [before, after] = ['q w e r t y w e', 'w q e t r y e e w'].map((text) => text.split(' '));
    const lines = diffLines(before ?? [], after ?? []);
    expect(lines.filter(({ kind }) => kind !== 'added').map(({ text }) => text)).toEqual(before);
    expect(lines.filter(({ kind }) => kind !== 'removed').map(({ text }) => text)).toEqual(after);
  });
});

describe('hunksOf', () => {
  it('leaves out what is far from any difference, and says how much', () => {
    const before = Array.from({ length: 20 }, (_, at) => String(at));
    const hunks = hunksOf(diffLines(before, before.with(10, 'x')));
    expect(hunks.map((hunk) => ('left' in hunk ? hunk.left : hunk.lines.length))).toEqual([7, 8, 6]);
  });
});

describe('textOf', () => {
  it('puts short lists on one line, and environments in the order of their names', () => {
    const text = textOf({ hostnames: { staging: ['b.example'], production: ['a [1].example'] }, rules: [] });
    expect(text.split('\n')).toEqual([
      '{',
      '  "hostnames": {',
      '    "production": ["a [1].example"],',
      '    "staging": ["b.example"]',
      '  },',
      '  "rules": []',
      '}',
    ]);
  });

  it('says what the document says', () => {
    const document = { a: ['x\n"', ']'], b: ['y'.repeat(90)], c: [1, ['z']] };
    expect(JSON.parse(textOf(document))).toEqual(document);
  });
});

describe('locate', () => {
  const text = JSON.stringify(
    { 'a{': [1, '}', { q: 2 }], rules: [{ by: 'x' }, { by: 'y', needs: [{ n: 'z' }] }] },
    null,
    2,
  );
  const at = (path: string) => {
    const { start, end } = locate(text, path);
    return text.slice(start, end);
  };

  it('finds what a finding names, and what an error of a request names', () => {
    expect(at('rules[1].needs[0].n')).toBe('"z"');
    expect(at('document.rules.0.by')).toBe('"x"');
    expect(at('a{[2].q')).toBe('2');
    expect(locate(text, 'rules[1].by').line).toBe(14);
  });

  it('finds what is nearest above what is not there', () => {
    expect(locate(text, 'rules[1].nothing')).toEqual(locate(text, 'rules[1]'));
    expect(locate(text, '').line).toBe(1);
    expect(locate('no JSON {', 'rules[0]').line).toBe(1);
  });
});
