import { failingAsStorage } from '../contract/storage-error.ts';
import { AUDIT_HEAD_KEY } from './keys.ts';

/**
 * The last row of the audit trail's chain, kept outside the database: rows cut off its end would leave no trace inside.
 * Staleness: another location may see an older head for "60 seconds or more"; the chain holds that one too. On a miss
 * nothing is known of the end. Losing it costs that knowledge until the next minute, not the trail.
 */
export type AuditHeadStore = ReturnType<typeof createAuditHeadStore>;

/** A row's key and the hash that chains it, as hex digits. */
export type AuditHead = { id: number; hash: string };

export function createAuditHeadStore(edge: KVNamespace) {
  return failingAsStorage('audit head', {
    get: () => edge.get<AuditHead>(AUDIT_HEAD_KEY, 'json'),
    /** KV takes one write a second and key. */
    put: (head: AuditHead) => edge.put(AUDIT_HEAD_KEY, JSON.stringify(head)),
  });
}
