import { BUCKET_ACTIONS, NAMESPACE_ACTIONS } from '../../../../src/contract/grant-words.ts';
import type { Grant } from '../../../../src/contract/grants.ts';
import type { MadeType } from './types.ts';

export const GRANT_KINDS = ['namespace', 'bucket', 'component', 'other'] as const;
export type GrantKind = (typeof GRANT_KINDS)[number];

/** The actions of each kind that are ticked; of others they are written. */
export const ACTIONS: Record<Exclude<GrantKind, 'other'>, readonly string[]> = {
  namespace: NAMESPACE_ACTIONS,
  bucket: BUCKET_ACTIONS,
  component: ['run'],
};

/** A grant while it is being written. `resource` and `words` count for other resources than the known ones. */
export type GrantRow = {
  key: number;
  kind: GrantKind;
  resource: string;
  name: string;
  actions: readonly string[];
  words: string;
};

/** What a secret is: a string, a signed token, or the key pair of an S3 client. */
export const SECRET_FORMS = ['opaque', 'jwt', 's3'] as const;
export type SecretForm = (typeof SECRET_FORMS)[number];

/** The form as it is filled in; lists of words as they are typed. */
export type Draft = {
  type: MadeType;
  name: string;
  description: string;
  projects: readonly string[];
  environments: readonly string[];
  grants: readonly GrantRow[];
  /** The id of a person; nothing: whoever makes it. */
  owner: string;
  /** As the API takes it; nothing: as long as tokens of the type usually live. */
  expires: string;
  clients: string;
  allowedIps: string;
  allowedOrigins: string;
  /** Without seconds and zone, in UTC: `2026-12-01T08:00`. */
  notBefore: string;
  dpopKey: string;
  form: SecretForm;
  audience: string;
  retrievable: boolean;
};

/** What is wrong, by the name of the field as the API has it. */
export type FieldErrors = Readonly<Record<string, string>>;

let rows = 0;

export function emptyRow(kind: GrantKind = 'namespace'): GrantRow {
  rows += 1;
  return { key: rows, kind, resource: '', name: '', actions: [], words: '' };
}

export function rowOf({ resource, name, actions }: Grant): GrantRow {
  const kind = GRANT_KINDS.find((known) => known === resource) ?? 'other';
  const ticked = kind !== 'other' && actions.every((action) => ACTIONS[kind].includes(action));
  if (ticked) return { ...emptyRow(kind), name, actions };
  return { ...emptyRow('other'), resource, name, words: actions.join(', ') };
}

/** The grant of a row; null while something is missing. `readOnly`: what else was ticked before does not count. */
export function grantOf({ kind, resource, name, actions, words }: GrantRow, readOnly: boolean): Grant | null {
  // In the order of the short form, however they were ticked.
  const asked = kind === 'other' ? wordsOf(words) : ACTIONS[kind].filter((action) => actions.includes(action));
  const grant = {
    resource: kind === 'other' ? resource.trim() : kind,
    name: name.trim(),
    actions: readOnly ? asked.filter((action) => action === 'read') : asked,
  };
  return grant.resource === '' || grant.name === '' || grant.actions.length === 0 ? null : grant;
}

export function isUntouched({ resource, name, actions, words }: GrantRow): boolean {
  return resource === '' && name === '' && actions.length === 0 && words === '';
}

/** The words of a field that takes several: a line each, or between commas or spaces. */
export function wordsOf(text: string): string[] {
  return [...new Set(text.split(/[\s,]+/).filter(Boolean))];
}

export function emptyDraft(type: MadeType = 'access'): Draft {
  return {
    type,
    name: '',
    description: '',
    projects: [],
    environments: [],
    grants: [emptyRow()],
    owner: '',
    expires: '',
    clients: '',
    allowedIps: '',
    allowedOrigins: '',
    notBefore: '',
    dpopKey: '',
    form: 'opaque',
    audience: '',
    retrievable: false,
  };
}
