import type { Schemas } from '../../../../../client/api/index.ts';
import { formatGrant } from '../../../../../src/contract/grant-words.ts';
import type { Word } from '../../../../parts/command-line.tsx';
import { type GrantRow, grantOf, isUntouched, rowOf } from '../../create/draft.ts';
import type { Token } from '../../rights.ts';

type Grant = Token['grants'][number];
type Change = Schemas['PatchToken'];

/** A token as the form holds it: lists are lines of text, and an empty one binds to nothing. */
export type Draft = {
  name: string;
  description: string;
  grants: readonly GrantRow[];
  clients: string;
  allowedIps: string;
  allowedOrigins: string;
  /** As a field for date and time has it, in UTC. */
  notBefore: string;
  dpopKey: string;
  /** Of a token that stands in pages: it reads, and no more. */
  readOnly: boolean;
};

export function draftOf(token: Token): Draft {
  const { name, description, grants, clients, allowedIps, allowedOrigins, notBefore, dpopKey } = token;
  return {
    name,
    description: description ?? '',
    grants: grants.map(rowOf),
    clients: (clients ?? []).join('\n'),
    allowedIps: (allowedIps ?? []).join('\n'),
    allowedOrigins: (allowedOrigins ?? []).join('\n'),
    notBefore: notBefore?.slice(0, 16) ?? '',
    dpopKey: dpopKey ?? '',
    readOnly: token.type === 'frontend',
  };
}

/** What has been changed, and nothing else: what others change meanwhile stays. */
export function changesOf(before: Draft, after: Draft): Change {
  const changed = (field: keyof Draft) => before[field] !== after[field];
  const grants = grantsOf(after);
  return {
    ...(changed('name') && { name: after.name.trim() }),
    ...(changed('description') && { description: orNull(after.description.trim()) }),
    ...(JSON.stringify(grants) !== JSON.stringify(grantsOf(before)) && { grants }),
    ...(changed('clients') && { clients: linesOf(after.clients) }),
    ...(changed('allowedIps') && { allowedIps: linesOf(after.allowedIps) }),
    ...(changed('allowedOrigins') && { allowedOrigins: linesOf(after.allowedOrigins) }),
    ...(changed('notBefore') && { notBefore: after.notBefore === '' ? null : `${after.notBefore}:00Z` }),
    ...(changed('dpopKey') && { dpopKey: orNull(after.dpopKey.trim()) }),
  };
}

/** Whether a grant has been begun and not finished. */
export function isHalfWritten({ grants, readOnly }: Draft): boolean {
  return grants.some((row) => grantOf(row, readOnly) === null && !isUntouched(row));
}

function grantsOf({ grants, readOnly }: Draft): Grant[] {
  return grants.flatMap((row) => grantOf(row, readOnly) ?? []);
}

export function commandOf(id: string, change: Change): readonly Word[] {
  const { name, description, grants, clients, allowedIps, allowedOrigins, notBefore, dpopKey } = change;
  return [
    'token',
    'update',
    id,
    name !== undefined && ['--name', name],
    optional('description', description),
    grants !== undefined && (grants.length === 0 ? '--no-grants' : grants.map(grantWords)),
    clients === null && '--any-client',
    clients?.map((client) => ['--client', client]),
    many('allow-ip', allowedIps),
    many('allow-origin', allowedOrigins),
    optional('not-before', notBefore),
    optional('dpop-key', dpopKey),
  ];
}

function grantWords(grant: Grant): Word {
  const short = formatGrant(grant);
  return [short.includes(':') ? '--grant' : '--namespace', short];
}

function optional(flag: string, value: string | null | undefined): Word {
  return value === null ? `--no-${flag}` : value !== undefined && [`--${flag}`, value];
}

function many(flag: string, values: readonly string[] | null | undefined): Word {
  return values === null ? `--no-${flag}` : values?.map((value) => [`--${flag}`, value]);
}

function orNull(text: string): string | null {
  return text === '' ? null : text;
}

function linesOf(text: string): string[] | null {
  const lines = text.split(/[\s,]+/).filter((line) => line !== '');
  return lines.length === 0 ? null : lines;
}
