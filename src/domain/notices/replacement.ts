import type { Grant } from '../../contract/grants.ts';
import { formatId } from '../../contract/ids.ts';
import type { TokenNotice } from '../../contract/notices.ts';
import { TYPE_POLICIES } from '../tokens/types.ts';

/** How to replace a token: the command that does it, and the page; `url` is null where nobody told where Jeton is. */
export type Replacement = { command: string; url: string | null };

/** What a token that ends is replaced by: the same token, refreshed, with as long a life as before. */
export function refreshing(
  origin: string | null,
  tokenId: number,
  detail: TokenNotice,
  expiresAt: number,
): Replacement {
  const id = formatId('tok', tokenId);
  const life = lifeOf(detail, expiresAt);
  return {
    command: `jeton token refresh ${id} --expires ${life} --overlap 24h`,
    url: origin && `${origin}/console/tokens/${id}/replace?${new URLSearchParams({ expires: life, overlap: '24h' })}`,
  };
}

/** What a token that has ended is replaced by: a new one that may do the same, from the same places. */
export function recreating(origin: string | null, detail: TokenNotice, expiresAt: number): Replacement {
  const { name, type, projects, environments, allowedIps, allowedOrigins, owner } = detail;
  const policy = type === '*' ? null : TYPE_POLICIES[type];
  const life = lifeOf(detail, expiresAt);
  const flags: [flag: string, value: string][] = [
    ['type', type],
    ...(detail.s3 ? [SIGNS_S3] : []),
    ...(policy?.projects === 'all' ? [] : projects.map((id): [string, string] => ['project', id])),
    ...(policy?.environments === 'all' ? [] : environments.map((id): [string, string] => ['environment', id])),
    ...detail.grants.map(flagOf),
    ...placesOf(allowedIps).map((block): [string, string] => ['allow-ip', block]),
    ...(allowedOrigins ?? []).map((allowed): [string, string] => ['allow-origin', allowed]),
    ...(owner === null ? [] : [['owner', owner.id] as [string, string]]),
    ['expires', life],
  ];
  const query = new URLSearchParams([['name', name], ...flags]);
  return {
    command: commandOf(name, flags),
    url: origin && `${origin}/console/tokens/new?${query}`,
  };
}

/** In an address it has a value, on the command line none. */
const SIGNS_S3: [flag: string, value: string] = ['s3', 'true'];

/** A flag with its value, as the command line has it. */
export function optionOf([flag, value]: [flag: string, value: string]): string {
  return flag === SIGNS_S3[0] ? `--${flag}` : `--${flag} ${quote(value)}`;
}

/** The unspecified address is nobody's: what no address was allowed is not to be open to all. */
function placesOf(allowedIps: string[] | null): string[] {
  return allowedIps?.length === 0 ? ['::/128'] : (allowedIps ?? []);
}

/** A name that looks like a flag stands where none can. */
function commandOf(name: string, flags: readonly [flag: string, value: string][]): string {
  const [before, after] = name.startsWith('-') ? [[], ['--', quote(name)]] : [[quote(name)], []];
  const options = flags.map(optionOf);
  return ['jeton token create', ...before, ...options, ...after].join(' ');
}

/** As long as the secret lived that ends now: in days, one at least. */
function lifeOf({ issuedAt }: TokenNotice, expiresAt: number): string {
  return `${Math.max(1, Math.round((expiresAt - issuedAt) / 86_400))}d`;
}

const LETTERS: Record<string, string> = { read: 'r', write: 'w', delete: 'd' };

/** A grant as the flags of the command line write it. */
function flagOf({ resource, name, actions }: Grant): [string, string] {
  const letters = actions.map((action) => LETTERS[action]);
  if (resource === 'namespace' && !letters.includes(undefined)) return ['namespace', `${name}+${letters.join('')}`];
  return ['grant', `${resource}:${name}:${actions.join(',')}`];
}

/** A word as a POSIX shell reads it back, whatever is in it. */
export function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
