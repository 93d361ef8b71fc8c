import type { Schemas } from '../../../../client/api/index.ts';

type Grant = Schemas['Token']['grants'][number];

const DOES: Record<string, string> = {
  read: 'reads',
  write: 'writes',
  delete: 'deletes',
  manage: 'manages',
  run: 'runs',
};

/** Resources that are words of ours; others are called whatever their API calls them. */
const NAMED = ['namespace', 'bucket', 'component'];

/** `reads and writes namespace marketing`: a grant as a sentence has it. */
export function grantInWords({ resource, name, actions }: Grant): string {
  const all = NAMED.includes(resource) ? `every ${resource}` : `all ${resource}`;
  const what = name === '*' ? all : `${resource} ${name}`;
  const known = actions.map((action) => DOES[action]);
  if (known.includes(undefined)) return `${listInWords(actions)} on ${what}`;
  return `${listInWords(known.flatMap((word) => word ?? []))} ${what}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listInWords(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

/** `*` stands for all. */
export function allOr(names: readonly string[]): string {
  return names.length === 0 ? 'none' : names.map((name) => (name === '*' ? 'all' : name)).join(', ');
}

export function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
