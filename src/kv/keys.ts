/**
 * Every KV key there is. EDGE holds copies of tokens and the head of the audit trail, ITEMS what namespaces hold.
 *
 *   EDGE   t:<SHA-256 of the token, hex>                      a TokenCopy as JSON
 *          r:<hostname>                                       a KeptRoute as JSON
 *          audit-head                                         an AuditHead as JSON
 *   ITEMS  <environment>:<project>:<namespace>:<item key>     the item; metadata {contentType}
 *
 * Slugs have no colon, so no item key can reach into another namespace or environment.
 */
export function tokenCopyKey(digest: Uint8Array): string {
  let hex = '';
  for (const byte of digest) hex += byte.toString(16).padStart(2, '0');
  return `t:${hex}`;
}

export function routeCopyKey(hostname: string): string {
  return `r:${hostname}`;
}

export const AUDIT_HEAD_KEY = 'audit-head';

export type ItemSpace = { environment: string; project: string; namespace: string };

/** What all keys of a namespace in one environment begin with. */
export function itemSpacePrefix({ environment, project, namespace }: ItemSpace): string {
  return `${environment}:${project}:${namespace}:`;
}

/** What all keys of an environment begin with. */
export function environmentPrefix(environment: string): string {
  return `${environment}:`;
}
