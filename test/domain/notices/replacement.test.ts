import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TokenNotice } from '../../../src/contract/notices.ts';
import { recreating, refreshing } from '../../../src/domain/notices/replacement.ts';

const DAY = 86_400;
const detail: TokenNotice = {
  about: 'token',
  name: 'shop',
  type: 'access',
  projects: ['web'],
  environments: ['staging', 'production'],
  grants: [
    { resource: 'namespace', name: 'marketing', actions: ['read', 'write'] },
    { resource: 'bucket', name: 'photos', actions: ['list'] },
  ],
  allowedIps: ['10.0.0.0/8'],
  allowedOrigins: null,
  owner: null,
  issuedAt: 0,
};

/** A command as a POSIX shell takes it apart, as far as single quotes go. */
function words(command: string): string[] {
  const found = command.match(/(?:[^\s'\\]|\\.|'[^']*')+/g) ?? [];
  return found.map((word) => word.replace(/'([^']*)'|\\(.)/g, (_, quoted, escaped) => quoted ?? escaped));
}

describe('what replaces a token', () => {
  it('before its end is a refresh with as long a life', () => {
    expect(refreshing('https://jeton.example', 7, detail, 30 * DAY)).toEqual({
      command: 'jeton token refresh tok_00000000007 --expires 30d --overlap 24h',
      url: 'https://jeton.example/console/tokens/tok_00000000007/replace?expires=30d&overlap=24h',
    });
    expect(refreshing(null, 7, detail, 60).command).toContain('--expires 1d');
    expect(refreshing(null, 7, detail, 60).url).toBeNull();
  });

  it('after its end is a new one that may do the same, from the same places', () => {
    const { command, url } = recreating('https://jeton.example', detail, 90 * DAY);
    expect(command).toBe(
      'jeton token create shop --type access --project web --environment staging --environment production' +
        ' --namespace marketing+rw --grant bucket:photos:list --allow-ip 10.0.0.0/8 --expires 90d',
    );
    const query = new URL(url ?? '').searchParams;
    expect(query.getAll('environment')).toEqual(['staging', 'production']);
    expect(query.get('name')).toBe('shop');
  });

  it('signs S3 requests, where the one before did', () => {
    const { command, url } = recreating('https://jeton.example', { ...detail, s3: true }, DAY);
    expect(command).toContain('--type access --s3 --project web');
    expect(new URL(url ?? '').searchParams.get('s3')).toBe('true');
  });

  it('names no project or environment for a type that is for all', () => {
    const admin: TokenNotice = {
      ...detail,
      type: 'admin',
      projects: ['*'],
      environments: ['*'],
      grants: [],
      allowedIps: null,
    };
    expect(recreating(null, admin, DAY).command).toBe('jeton token create shop --type admin --expires 1d');
  });

  it('says any name so that a shell reads it back as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (name) => {
        const said = words(recreating(null, { ...detail, name }, DAY).command);
        expect(name.startsWith('-') ? said.slice(-2) : said[3]).toEqual(name.startsWith('-') ? ['--', name] : name);
      }),
    );
  });
});
