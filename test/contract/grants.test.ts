import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseNamespaceGrant } from '../../src/contract/grant-words.ts';
import { Grant } from '../../src/contract/grants.ts';
import { covers, coversAll, formatScope } from '../../src/contract/scopes.ts';

const resource = fc.constantFrom('namespace', 'queue', 'bucket');
const name = fc.constantFrom('a', 'b', 'c', '*', 'a/*', 'a/b', 'a/b/*', 'a/b/c', 'ab', 'ab/*', 'a/b/');
const action = fc.constantFrom('read', 'write', 'delete');
const grant = fc.record({ resource, name, actions: fc.uniqueArray(action, { minLength: 1, maxLength: 3 }) });
const grants = fc.array(grant, { maxLength: 4 });
const need = fc.record({ resource, name, action });
/** What there is in this world, as deep as any pattern reaches and one deeper, and what only begins like it. */
const THINGS = ['a', 'b', 'c', 'a/', 'a/b', 'a/b/', 'a/b/c', 'a/b/c/d', 'a/c', 'ab', 'ab/c', 'a.b', 'a-b'];
const EVERYTHING = ['namespace', 'queue', 'bucket'].flatMap((of) =>
  THINGS.flatMap((called) => ['read', 'write', 'delete'].map((word) => ({ resource: of, name: called, action: word }))),
);

/** Whether a name lies in a grant's, told by the letters: knows nothing of `covers`. */
function lies(of: string, called: string, within: string): boolean {
  if (within === '*' || within === called) return true;
  const [folder, star] = within.endsWith('/*') ? [within.slice(0, -2), true] : [within, false];
  const parts = folder.split('/');
  const inFolder = called.length > folder.length && called.split('/').slice(0, parts.length).join('/') === folder;
  return inFolder && called[folder.length] === '/' && (star || of === 'bucket');
}

describe('covers', () => {
  const held: Grant[] = [
    { resource: 'namespace', name: 'marketing', actions: ['read', 'write'] },
    { resource: 'queue', name: '*', actions: ['purge'] },
  ];

  it.each([
    ['namespace', 'marketing', 'read', true],
    ['namespace', 'marketing', 'write', true],
    ['namespace', 'marketing', 'delete', false],
    ['namespace', 'shop', 'read', false],
    ['namespace', 'marketing2', 'read', false],
    ['namespace', 'market', 'read', false],
    ['namespace', '*', 'read', false],
    ['queue', 'orders', 'purge', true],
    ['queue', '*', 'purge', true],
    ['queue', 'orders', 'read', false],
    ['namespace', 'orders', 'purge', false],
  ])('%s %s %s: %s', (of, called, wanted, expected) => {
    expect(covers(held, { resource: of, name: called, action: wanted })).toBe(expected);
  });

  it('an empty list grants nothing', () => {
    fc.assert(fc.property(need, (wanted) => !covers([], wanted)));
  });

  it('agrees with what a reader of the grants would say', () => {
    fc.assert(
      fc.property(grants, need, (held_, { resource: of, name: called, action: wanted }) => {
        const expected = held_.some(
          (one) => one.resource === of && one.actions.includes(wanted) && lies(of, called, one.name),
        );
        expect(covers(held_, { resource: of, name: called, action: wanted })).toBe(expected);
      }),
    );
  });
});

describe('coversAll', () => {
  it('says yes only where nothing that the inner allows is refused by the outer', () => {
    fc.assert(
      fc.property(grants, grants, (outer, inner) => {
        if (!coversAll(outer, inner)) return;
        for (const wanted of EVERYTHING) if (covers(inner, wanted)) expect(covers(outer, wanted)).toBe(true);
      }),
      { numRuns: 3_000 },
    );
  });

  it('says no only where the inner allows something that the outer refuses', () => {
    fc.assert(
      fc.property(grants, grants, (outer, inner) => {
        if (coversAll(outer, inner)) return;
        const all = inner.flatMap((one) => one.actions.map((word) => ({ ...one, action: word })));
        expect(all.some((wanted) => covers(inner, wanted) && !covers(outer, wanted))).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    ['assets', 'assets/*', true],
    ['assets', 'assets/public/*', true],
    ['assets/*', 'assets/public/*', true],
    ['assets/public/*', 'assets/public/2026/*', true],
    ['assets/public/*', 'assets/public/*', true],
    ['assets/*', 'assets', false],
    ['assets/public/*', 'assets/*', false],
    ['assets/public/*', 'assets/publicity/*', false],
    ['assets/public/*', 'assets/public', false],
    ['assets/public/*', '*', false],
    ['assets', 'assets2', false],
    ['assets', 'assets2/*', false],
  ])('of a bucket %s holds %s: %s', (outer, inner, expected) => {
    const one = (called: string) => [{ resource: 'bucket', name: called, actions: ['read'] }];
    expect(coversAll(one(outer), one(inner))).toBe(expected);
  });

  it('only what holds others is a container: a queue that is called like a folder is none', () => {
    const one = (called: string) => [{ resource: 'queue', name: called, actions: ['read'] }];
    expect(coversAll(one('a'), one('a/b'))).toBe(false);
    expect(coversAll(one('a/*'), one('a/b'))).toBe(true);
  });

  it('`*` is beyond any list of names', () => {
    const one = (called: string) => [{ resource: 'namespace', name: called, actions: ['read'] }];
    expect(coversAll([...one('a'), ...one('b')], one('*'))).toBe(false);
    expect(coversAll(one('*'), [...one('a'), ...one('*')])).toBe(true);
  });
});

describe('the forms that people write', () => {
  it.each([
    ['marketing+r', 'marketing', ['read']],
    ['marketing+rw', 'marketing', ['read', 'write']],
    ['marketing+dwr', 'marketing', ['delete', 'write', 'read']],
    ['*+r', '*', ['read']],
  ])('%s', (short, called, actions) => {
    expect(parseNamespaceGrant(short)).toEqual({ resource: 'namespace', name: called, actions });
  });

  it.each([
    'marketing',
    'marketing+',
    '+r',
    'marketing+x',
    'marketing+rr',
    'marketing+R',
    'Marketing+r',
    'a+r+w',
    'a +r',
    '',
    'a+rwdr',
  ])('%j is none', (short) => {
    expect(parseNamespaceGrant(short)).toBeNull();
  });

  it('a scope has no blank or quote: it stands in a header', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z][a-z0-9_-]{0,31}$/),
        fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._/-]{0,127}$/),
        (word, called) => {
          expect(Grant.safeParse({ resource: word, name: called, actions: [word] }).success).toBe(true);
          expect(formatScope({ resource: word, name: called, action: word })).toMatch(/^[\x21\x23-\x5b\x5d-\x7e]+$/);
        },
      ),
    );
  });

  it.each(['a b', 'a"b', 'a:b', 'a\\b', 'a,b', 'é', '', 'x'.repeat(129), '**', '/a', '.a'])(
    'no grant is for %j',
    (called) => {
      expect(Grant.safeParse({ resource: 'namespace', name: called, actions: ['read'] }).success).toBe(false);
    },
  );
});
