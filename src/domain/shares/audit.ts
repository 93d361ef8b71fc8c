import { formatInstant } from '../../contract/expiry.ts';
import { formatId } from '../../contract/ids.ts';
import type { AuditEvent } from '../../d1/journal.ts';
import type { ShareRecord } from '../../d1/shares/record.ts';
import type { TokenRecord } from '../../d1/tokens/record.ts';
import { viewToken } from '../tokens/view.ts';

/** Whoever uses a link: nobody knows them but by where they come from. */
export type Visitor = { address: string | null; userAgent: string | null; requestId: string };

/** The token in an audit row about a link, and to whom the link went; never its code, nor the message. */
export function auditShare(share: ShareRecord, record: TokenRecord, nowSeconds: number): object {
  const { id, email, expiresAt } = share;
  return {
    ...viewToken(record, nowSeconds),
    share: { id: formatId('shr', id), email, expires: formatInstant(expiresAt) },
  };
}

/** The audit row of what came of using a link. The link itself is who acted. */
export function visitorEvent(
  visitor: Visitor,
  share: ShareRecord,
  happened: { action: string; from: TokenRecord; to: TokenRecord; at: number },
): AuditEvent {
  const { action, from, to, at } = happened;
  return {
    ...visitor,
    at,
    actor: formatId('shr', share.id),
    action,
    target: formatId('tok', to.id),
    project: to.projects.length === 1 ? (to.projects[0] ?? null) : null,
    before: viewToken(from, at),
    after: auditShare(share, to, at),
  };
}
