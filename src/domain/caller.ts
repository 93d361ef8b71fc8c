import { formatId } from '../contract/ids.ts';
import type { TokenCopy } from '../contract/token-copy.ts';
import { randomHex } from '../crypto/random.ts';
import type { AuditEvent } from '../d1/journal.ts';
import { TYPE_POLICIES } from './tokens/types.ts';

/** From where a request comes: what the audit trail keeps of it. */
export type Origin = { address: string | null; userAgent: string | null; requestId: string };

/** Who acts with a token, and from where. */
export type Caller = Origin & { token: TokenCopy };

/** Who acts without a token of ours, under a name of the audit trail: a trusted issuer, `tru_…`. */
export type NamedCaller = Origin & { name: string };

/** The name of a caller in the audit trail: the person behind a personal or master token, else the token itself. */
export function actorName(token: Pick<TokenCopy, 'id' | 'type' | 'owner'>): string {
  return TYPE_POLICIES[token.type].permission === 'owner_roles' && token.owner
    ? formatId('usr', token.owner.id)
    : formatId('tok', token.id);
}

/** What happened, without who and where. `before` and `after` hold no secret. */
export type Happening = {
  action: string;
  target: string;
  project?: string | null;
  before?: object | null;
  after?: object | null;
};

/** The audit row of what a caller did at `nowSeconds`. */
export function eventBy(caller: Caller | NamedCaller, nowSeconds: number, happening: Happening): AuditEvent {
  return {
    at: nowSeconds,
    actor: 'name' in caller ? caller.name : actorName(caller.token),
    action: happening.action,
    target: happening.target,
    project: happening.project ?? null,
    before: happening.before ?? null,
    after: happening.after ?? null,
    address: caller.address,
    userAgent: caller.userAgent,
    requestId: caller.requestId,
  };
}

/** The audit row of what no caller did: a sweep, or a delivery. */
export function sweepEvent(nowSeconds: number, happening: Happening): AuditEvent {
  return {
    at: nowSeconds,
    actor: 'sweep',
    action: happening.action,
    target: happening.target,
    project: happening.project ?? null,
    before: happening.before ?? null,
    after: happening.after ?? null,
    address: null,
    userAgent: null,
    requestId: `swp_${randomHex(8)}`,
  };
}
