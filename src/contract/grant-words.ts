import type { Grant } from './grants.ts';

/** The actions that namespaces know; other resources are the caller's own and take any word. */
export const NAMESPACE_ACTIONS = ['read', 'write', 'delete'] as const;
export type NamespaceAction = (typeof NAMESPACE_ACTIONS)[number];

/** The actions that buckets know, where tokens sign S3 requests; `manage` changes the settings of a bucket or of what is in it. */
export const BUCKET_ACTIONS = ['read', 'write', 'delete', 'manage'] as const;
export type BucketAction = (typeof BUCKET_ACTIONS)[number];

const ACTIONS: Record<string, NamespaceAction> = { r: 'read', w: 'write', d: 'delete' };
const LETTERS: Record<string, string> = { read: 'r', write: 'w', delete: 'd' };

/**
 * Reads the short form that people type, `marketing+rw`, as a namespace grant; `null` when it is malformed, names a
 * letter twice, or knows another letter than r, w and d.
 */
export function parseNamespaceGrant(short: string): Grant | null {
  const match = /^(\*|[a-z0-9][a-z0-9_-]{0,31})\+([rwd]{1,3})$/.exec(short);
  if (match?.[1] === undefined || match[2] === undefined) return null;
  const actions = [...match[2]].flatMap((letter) => ACTIONS[letter] ?? []);
  if (new Set(actions).size !== actions.length) return null;
  return { resource: 'namespace', name: match[1], actions };
}

/** A grant as people type it: `marketing+r` for namespaces, `bucket:photos:read,list` for the rest. */
export function formatGrant(grant: Grant): string {
  const letters = grant.actions.map((action) => LETTERS[action]);
  if (grant.resource === 'namespace' && !letters.includes(undefined)) return `${grant.name}+${letters.join('')}`;
  return `${grant.resource}:${grant.name}:${grant.actions.join(',')}`;
}
