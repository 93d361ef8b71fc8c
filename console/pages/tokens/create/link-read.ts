import { parseExpiry, parseInstant } from '../../../../src/contract/expiry.ts';
import { parseNamespaceGrant } from '../../../../src/contract/grant-words.ts';
import type { Grant } from '../../../../src/contract/grants.ts';
import { parseId } from '../../../../src/contract/ids.ts';
import { all, first, type Search } from '../../../app/search.ts';
import { type Draft, emptyDraft, emptyRow, type FieldErrors, rowOf } from './draft.ts';
import { MADE_TYPES, TYPES } from './types.ts';

const SLUG = /^[a-z0-9][a-z0-9_-]{0,31}$/;
const WORD = /^[a-z][a-z0-9_-]{0,31}$/;
const GRANT_NAME = /^(?:\*|(?=.{1,128}$)[A-Za-z0-9][A-Za-z0-9._/-]*(?:(?<=\/)\*)?)$/;
const BLOCK = /^[0-9a-fA-F:.]{2,45}(?:\/\d{1,3})?$/;
const THUMBPRINT = /^[A-Za-z0-9_-]{43}$/;
const AUDIENCE = /^[\x21-\x7e]{1,255}$/;
/** Text for people: no control characters. */
const TEXT = /^[^\p{Cc}\p{Cs}]*$/u;

/** A draft as a link describes it. What cannot be read is named: nobody guesses what a token may do. */
export type Reading = { draft: Draft; damage: FieldErrors };

/** Reads the flags of `jeton token create` from an address, as mails and other pages write them. */
export function readLink(search: Search): Reading {
  const damage: Record<string, string> = {};
  const wrong = (field: string, value: string, what: string) => {
    damage[field] ??= `“${value.slice(0, 60)}” is ${what}`;
  };
  /** The values under a name, where all of them are well-formed; else none of them. */
  const list = (name: string, field: string, fits: (value: string) => boolean, what: string) => {
    const values = all(search, name);
    const bad = values.find((value) => !fits(value));
    if (bad !== undefined) wrong(field, bad, what);
    return bad === undefined ? values : [];
  };
  /** Written as it is, wrong or not: to leave a restriction out would open what was to be closed. */
  const lines = (name: string, field: string, fits: (value: string) => boolean, what: string) => {
    list(name, field, fits, what);
    return all(search, name).join('\n');
  };
  const one = (name: string, field: string, fits: (value: string) => boolean, what: string) =>
    list(name, field, fits, what)[0] ?? '';
  const flag = (name: string) =>
    one(name, name, (value) => value === 'true' || value === 'false', 'not true or false') === 'true';

  const asked = first(search, 'type');
  const type = MADE_TYPES.find((known) => known === asked) ?? 'access';
  if (asked !== undefined && asked !== type) wrong('type', asked, 'no type that is made here');
  const format = one('format', 'format', (value) => value === 'jwt' || value === 'opaque', 'no format');
  const s3 = flag('s3');
  const notBefore = one('not-before', 'notBefore', (value) => parseInstant(value) >= 0, 'no date-time of RFC 3339');
  const { grants, bad } = readGrants(search);
  if (bad !== null) wrong('grants', bad, 'no grant: write marketing+r, or bucket:photos:read');
  const draft: Draft = {
    ...emptyDraft(type),
    name: one('name', 'name', (value) => value.length <= 100 && TEXT.test(value), 'no name for a token'),
    description: one(
      'description',
      'description',
      (value) => value.length <= 255 && TEXT.test(value),
      'no description',
    ),
    projects: list('project', 'projects', (value) => value === '*' || SLUG.test(value), 'no id of a project'),
    environments: list('environment', 'environments', (value) => SLUG.test(value), 'no id of an environment'),
    grants: grants.length > 0 ? grants.map(rowOf) : [emptyRow(s3 ? 'bucket' : 'namespace')],
    owner: one('owner', 'owner', (value) => parseId('usr', value) !== null, 'no id of a person'),
    expires: one('expires', 'expires', (value) => parseExpiry(value, 0).kind !== 'invalid', 'no end of life'),
    clients: lines('client', 'clients', (value) => SLUG.test(value), 'no id of a client'),
    allowedIps: lines('allow-ip', 'allowedIps', (value) => BLOCK.test(value), 'no address or CIDR block'),
    allowedOrigins: lines('allow-origin', 'allowedOrigins', isOrigin, 'no origin'),
    notBefore: notBefore && new Date(parseInstant(notBefore) * 1000).toISOString().slice(0, 16),
    dpopKey: lines('dpop-key', 'dpopKey', (value) => THUMBPRINT.test(value), 'no thumbprint of a key'),
    form: s3 ? 's3' : format === 'jwt' ? 'jwt' : 'opaque',
    audience: lines('audience', 'audience', (value) => AUDIENCE.test(value), 'no audience'),
    retrievable: flag('retrievable'),
  };
  return { draft, damage: { ...unfit(draft, search), ...damage } };
}

/** What a token of the type cannot be. It is not just left out: what the link meant to narrow would be wide open. */
function unfit({ type, projects, environments, grants, form }: Draft, search: Search): FieldErrors {
  const { title, places, projects: some, environments: many, readOnly, forms } = TYPES[type];
  const damage: Record<string, string> = {};
  if (places === 'all') {
    for (const [name, field] of [
      ['project', 'projects'],
      ['environment', 'environments'],
      ['namespace', 'grants'],
      ['grant', 'grants'],
    ] as const) {
      if (all(search, name).some((value) => value !== '*'))
        damage[field] = `a token of type ${title} cannot be limited so`;
    }
  }
  if (places === 'asked') {
    if (some === 'one' && (projects.length > 1 || projects.includes('*')))
      damage.projects = 'a token of this type is for one project';
    if (many === 'one' && environments.length > 1) damage.environments = 'a token of this type is for one environment';
    if (readOnly && grants.some(({ actions, words }) => words !== '' || actions.some((action) => action !== 'read')))
      damage.grants = 'a token of this type only reads';
  }
  if (!forms && form !== 'opaque') damage[form === 's3' ? 's3' : 'format'] = 'nothing for a token of this type';
  return damage;
}

/** All grants, or the first that is none. */
function readGrants(search: Search): { grants: Grant[]; bad: string | null } {
  const grants: Grant[] = [];
  for (const short of all(search, 'namespace')) {
    // Mail programs turn a plus into a space.
    const grant = parseNamespaceGrant(short.replace(' ', '+'));
    if (grant === null) return { grants: [], bad: short };
    grants.push(grant);
  }
  for (const long of all(search, 'grant')) {
    const [resource = '', name = '', words = '', ...rest] = long.split(':');
    const actions = words.split(',');
    const fits = WORD.test(resource) && GRANT_NAME.test(name) && actions.every((action) => WORD.test(action));
    if (!fits || rest.length > 0) return { grants: [], bad: long };
    grants.push({ resource, name, actions });
  }
  return { grants, bad: null };
}

function isOrigin(value: string): boolean {
  if (value === '*') return true;
  return URL.canParse(value) && /^https?:$/.test(new URL(value).protocol) && new URL(value).origin === value;
}
