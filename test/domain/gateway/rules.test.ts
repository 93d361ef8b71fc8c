import { describe, expect, it } from 'vitest';
import { effectiveOf, PropertyDocument } from '../../../src/contract/properties.ts';
import { findRule, requirementsOf } from '../../../src/domain/gateway/rules.ts';

const documentOf = (rules: unknown[]) =>
  effectiveOf(
    PropertyDocument.parse({ hostnames: {}, origin: { url: 'https://origin.example.com' }, rules }),
    'production',
  );
const open = { by: 'open' };

/** The captures of the pattern that fits, or null. */
const capturesOf = (pattern: string, path: string) => {
  const match = findRule(documentOf([{ paths: [pattern], access: open }]), 'GET', path);
  return match && Object.fromEntries(match.captures);
};

describe('a pattern', () => {
  it.each([
    ['/', '/', {}],
    ['/*', '/', {}],
    ['/*', '/a/b', {}],
    ['/a', '/a', {}],
    ['/a/*', '/a/', {}],
    ['/a/*', '/a/b/c', {}],
    ['/a%20b', '/a b', {}],
    ['/{x}', '/a', { x: 'a' }],
    ['/{x}/y/{z}', '/a/y/c', { x: 'a', z: 'c' }],
    ['/{x}/*', '/a/b/c', { x: 'a' }],
    ['/a.b+(c)', '/a.b+(c)', {}],
  ])('%s and %s', (pattern, path, captures) => {
    expect(capturesOf(pattern, path)).toEqual(captures);
  });

  it.each([
    ['/a', '/'],
    ['/a', '/a/'],
    ['/a', '/ab'],
    ['/a', '/A'],
    ['/a/*', '/a'],
    ['/a/*', '/ab/c'],
    ['/{x}', '/'],
    ['/{x}', '/a/b'],
    ['/{x}/b', '//b'],
    ['/a.b', '/axb'],
  ])('%s does not fit %s', (pattern, path) => {
    expect(capturesOf(pattern, path)).toBeNull();
  });
});

describe('of several rules', () => {
  const document = documentOf([
    { paths: ['/admin/*'], methods: ['POST'], access: { by: 'clientKey' } },
    { paths: ['/admin/*', '/secret'], access: { by: 'token' } },
    { paths: ['/*'], access: open },
  ]);
  const chosen = (method: string, path: string) => findRule(document, method, path)?.rule.access.by ?? null;

  it('the first that fits path and method decides', () => {
    expect(chosen('POST', '/admin/x')).toBe('clientKey');
    expect(chosen('GET', '/admin/x')).toBe('token');
    expect(chosen('HEAD', '/secret')).toBe('token');
    expect(chosen('GET', '/else')).toBe('open');
  });

  it('none that does not name the method fits', () => {
    expect(chosen('DELETE', '/admin/x')).toBeNull();
    expect(chosen('POST', '/else')).toBeNull();
    expect(chosen('PROPFIND', '/else')).toBeNull();
  });
});

describe('what a token must be granted', () => {
  const needsOf = (require: object, path: string, method = 'GET') => {
    const rule = { paths: ['/{album}/{file}'], methods: ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'] };
    const match = findRule(documentOf([{ ...rule, access: { by: 'token', requires: [require] } }]), method, path);
    return match && requirementsOf(match, method);
  };
  const album = { resource: 'album', name: '{album}', action: 'read' };

  it('may come from the path', () => {
    expect(needsOf(album, '/summer/1.jpg')).toEqual([{ resource: 'album', name: 'summer', action: 'read' }]);
    expect(needsOf({ ...album, name: '{album}/{file}' }, '/summer/1.jpg')).toEqual([
      { ...album, name: 'summer/1.jpg' },
    ]);
  });

  it.each([
    ['GET', 'read'],
    ['HEAD', 'read'],
    ['POST', 'write'],
    ['PUT', 'write'],
    ['DELETE', 'delete'],
  ])('may come from the method: %s needs %s', (method, action) => {
    expect(needsOf({ ...album, action: '{method}' }, '/a/b', method)?.[0]?.action).toBe(action);
  });

  it.each(['/*/1.jpg', '/sum mer/1.jpg', '/-x/1.jpg', '/.hidden/1', '/a:b/1', `/${'a'.repeat(129)}/1`, '/ä/1'])(
    'is nothing that there is where the path is %s',
    (path) => {
      expect(needsOf(album, path)).toBeNull();
    },
  );

  it('is nothing that there is where a wildcard would come from the path into a longer name', () => {
    expect(needsOf({ ...album, name: 'public/{album}' }, '/*/x')).toBeNull();
  });

  it('is nothing that there is where the name is of no segment', () => {
    expect(needsOf({ ...album, name: '{other}' }, '/a/b')).toBeNull();
  });
});
