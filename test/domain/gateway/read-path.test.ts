import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPath } from '../../../src/domain/gateway/read-path.ts';

const read = (path: string) => {
  const url = `https://files.example.com${path}`;
  return readPath(url, new URL(url).pathname);
};

describe('the path of a request', () => {
  it.each([
    ['/', '/'],
    ['', '/'],
    ['/a/b.txt', '/a/b.txt'],
    ['/a/b/', '/a/b/'],
    ['/a%20b/%C3%A4', '/a b/ä'],
    ['/%61dmin', '/admin'],
    ['/.well-known/acme', '/.well-known/acme'],
    ['/a..b/...', '/a..b/...'],
    ['/100%25', '/100%'],
    ['/a;v=1/b', '/a;v=1/b'],
    ['/a?x=/../%2f', '/a'],
    ['/ä', '/ä'],
  ])('%s is held against rules as %s', (path, decoded) => {
    expect(read(path)).toEqual({ ok: true, value: decoded });
  });

  it.each([
    ['/a/../b', 'a dot segment'],
    ['/a/./b', 'a dot segment'],
    ['/a/..', 'a dot segment'],
    ['/..;/admin', 'a dot segment'],
    ['/..;x=1/admin', 'a dot segment'],
    ['/a/%2e%2e/b', 'a dot segment'],
    ['/a/.%2E/b', 'a dot segment'],
    ['/a/%252e%252e/b', 'a dot segment'],
    ['/a/%25%32%65./b', 'a dot segment'],
    ['/100%25done/%252e%252e/b', 'a dot segment'],
    ['/a%2fb', 'an encoded slash'],
    ['/a%2Fb', 'an encoded slash'],
    ['/a%5cb', 'an encoded slash'],
    ['/a%252fb', 'an encoded slash'],
    ['/a%25255Cb', 'an encoded slash'],
    ['/a\\b', 'a character'],
    ['/a%00b', 'a character'],
    ['/a%0d%0aX: 1', 'a character'],
    ['/a%2500b', 'a character'],
    ['/a%7f', 'a character'],
    ['//admin', 'an empty segment'],
    ['/a//b', 'an empty segment'],
    ['/a//', 'an empty segment'],
    ['/%', 'an escape that is none'],
    ['/%zz', 'an escape that is none'],
    ['/%2', 'an escape that is none'],
    ['/%c0%ae', 'not UTF-8'],
    ['/%ff', 'not UTF-8'],
    ['/%25252561', 'too many times'],
    ['/a/%25252e./b', 'too many times'],
  ])('%s is refused for %s', (path, why) => {
    const result = read(path);
    expect(result.ok).toBe(false);
    expect(result.ok || result.denial).toContain(why);
  });

  it('is refused in time that grows with its length only', () => {
    const began = performance.now();
    for (const part of ['%25', '/..;', '/.', '//', '%2525252e', '/a;']) read(`/${part.repeat(20_000)}`);
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  it('leads nowhere else once it is taken, whoever decodes it again', () => {
    const piece = fc.constantFrom(
      'a',
      '.',
      '..',
      '/',
      '%2e',
      '%2f',
      '%5c',
      '%25',
      '2e',
      '2f',
      '%00',
      ';',
      '%',
      'ä',
      '\\',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const result = read(`/${pieces.join('')}`);
        if (!result.ok) return;
        let path = result.value;
        for (let times = 0; times < 5; times += 1) {
          expect(path.split(/[\\/]/)).not.toContain('..');
          expect(path).not.toContain('\0');
          path = path.replace(/%[0-9a-f]{2}/gi, (coded) => String.fromCharCode(Number.parseInt(coded.slice(1), 16)));
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
