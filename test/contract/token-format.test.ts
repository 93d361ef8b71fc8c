import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Slug } from '../../src/contract/text.ts';
import { isTokenShaped, MAX_TOKEN_LENGTH, splitTag, tokenPrefix } from '../../src/contract/token-format.ts';

const HEX = '0123456789abcdef'.repeat(4);
const slug = fc.stringMatching(/^[a-z0-9][a-z0-9_-]{0,31}$/);
const names = fc.oneof(fc.constant(['*']), fc.array(slug, { minLength: 1, maxLength: 3 }));

describe('isTokenShaped', () => {
  it.each([
    ['one project, one environment', `web:production.jtn_${HEX}`],
    ['all of both', `*:*.jtn_${HEX}`],
    ['a list of both', `[]:[].jtn_${HEX}`],
    ['a personal token', `user:jtn_${HEX}`],
    ['a project called user', `user:production.jtn_${HEX}`],
    ['the longest', `${'p'.repeat(32)}:${'e'.repeat(32)}.jtn_${HEX}`],
  ])('%s', (_what, token) => {
    expect(isTokenShaped(token)).toBe(true);
  });

  it.each([
    ['nothing', ''],
    ['digits alone', HEX],
    ['no prefix', `jtn_${HEX}`],
    ['a personal token with a dot', `user.jtn_${HEX}`],
    ['one digit too few', `*:*.jtn_${HEX.slice(1)}`],
    ['one digit too many', `*:*.jtn_${HEX}0`],
    ['upper-case digits', `*:*.jtn_${HEX.toUpperCase()}`],
    ['an upper-case prefix', `*:*.JTN_${HEX}`],
    ['a slug of 33', `${'p'.repeat(33)}:e.jtn_${HEX}`],
    ['a slug that begins with a dash', `-p:e.jtn_${HEX}`],
    ['an empty project', `:e.jtn_${HEX}`],
    ['an empty environment', `p:.jtn_${HEX}`],
    ['a line break at the end', `*:*.jtn_${HEX}\n`],
    ['a line break before it', `\n*:*.jtn_${HEX}`],
    ['a second token', `*:*.jtn_${HEX}*:*.jtn_${HEX}`],
    ['another letter that looks the same', `*:*.jtn_${HEX.replace('a', 'а')}`],
    ['a full-width digit', `*:*.jtn_${HEX.replace('1', '１')}`],
    ['70 kB', `*:*.jtn_${'0'.repeat(70_000)}`],
  ])('not %s', (_what, token) => {
    expect(isTokenShaped(token)).toBe(false);
  });

  it('holds for whatever tokenPrefix begins, within the longest length; the parts of a split join again', () => {
    fc.assert(
      fc.property(fc.constantFrom('admin', 'personal', 'client'), names, names, (type, projects, environments) => {
        const token = tokenPrefix({ type, projects, environments }) + HEX;
        expect(isTokenShaped(token)).toBe(true);
        expect(token.length).toBeLessThanOrEqual(MAX_TOKEN_LENGTH);
        const { body, tagHex } = splitTag(token);
        expect(tagHex).toHaveLength(16);
        expect(body + tagHex).toBe(token);
      }),
    );
  });

  it('takes the same slugs as projects and environments may have', () => {
    fc.assert(
      fc.property(fc.oneof(slug, fc.string({ maxLength: 34 })), (name) => {
        const isSlug = Slug.safeParse(name).success;
        if (name !== '*' && name !== '[]') expect(isTokenShaped(`${name}:e.jtn_${HEX}`)).toBe(isSlug);
      }),
    );
  });
});

describe('tokenPrefix', () => {
  it.each([
    [{ type: 'admin', projects: ['*'], environments: ['*'] }, '*:*.jtn_'],
    [{ type: 'personal', projects: ['*'], environments: ['*'] }, 'user:jtn_'],
    [{ type: 'client', projects: ['web'], environments: ['production'] }, 'web:production.jtn_'],
    [{ type: 'client', projects: ['web', 'app'], environments: ['production'] }, '[]:production.jtn_'],
    [{ type: 'access', projects: ['web'], environments: ['a', 'b'] }, 'web:[].jtn_'],
  ])('%j begins %s', (of, prefix) => {
    expect(tokenPrefix(of)).toBe(prefix);
  });
});
