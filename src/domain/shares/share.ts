import { formatId, makeKey } from '../../contract/ids.ts';
import { SHARE_SECONDS, type Share, type ShareTokenBody } from '../../contract/shares.ts';
import { StorageError } from '../../contract/storage-error.ts';
import { sha256 } from '../../crypto/digest.ts';
import { random12Bits, randomBase64Url } from '../../crypto/random.ts';
import type { ShareRecord } from '../../d1/shares/record.ts';
import type { ShareStore } from '../../d1/shares.ts';
import type { TokenRecord } from '../../d1/tokens/record.ts';
import type { TokenStore } from '../../d1/tokens.ts';
import type { UserStore } from '../../d1/users.ts';
import type { Mailer } from '../../outbound/mail.ts';
import { actorName, type Caller, eventBy } from '../caller.ts';
import type { Denial } from '../denial.ts';
import type { Letter } from '../notices/letter.ts';
import { renderHtml } from '../notices/letter-html.ts';
import { renderText } from '../notices/letter-text.ts';
import { deny, ok, type Result } from '../result.ts';
import type { SurroundingsDeps } from '../tokens/authority.ts';
import { authorize } from '../tokens/authorize.ts';
import { findToken, MAX_TRIES } from '../tokens/change.ts';
import { auditShare } from './audit.ts';
import { type Sender, shareLetter } from './letter.ts';
import { findKept, refuseUnusable } from './usable.ts';
import { viewShare } from './view.ts';

export type ShareTokenDeps = SurroundingsDeps & {
  tokens: Pick<TokenStore, 'find' | 'findSealedSecret'>;
  users: Pick<UserStore, 'find' | 'findStanding' | 'findDeployment'>;
  shares: Pick<ShareStore, 'create' | 'revoke'>;
  mailer: Mailer;
  /** Where people reach the deployment, if its settings say so. */
  publicUrl: string | null;
  nowMs: number;
};

/** So many links to one token may be open at once. */
export const MAX_OPEN_SHARES = 5;
const CODE_BYTES = 32;

/**
 * Mails a link that hands a token over, once. The mail goes out when the link is committed with its audit row; if it
 * cannot be sent the link is revoked. Denies with `conflict` where no mail can be sent, or the token could not be used
 * by anybody, with `limit_reached` the sixth open link, with `mail_failed` what the mail service refused.
 */
export async function shareToken(
  deps: ShareTokenDeps,
  caller: Caller,
  id: string,
  body: ShareTokenBody,
): Promise<Result<Share, Denial>> {
  for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
    const record = await findToken(deps, id);
    if (!record) return deny({ reason: 'not_found' });
    const denial = (await authorize(deps, caller, record, 'share')) ?? (await refuseUnusable(deps, record));
    if (denial) return deny(denial);
    const origin = await originOf(deps);
    if (!origin.ok) return origin;
    const sender = await senderOf(deps, caller);
    const kept = await findKept(deps, record);
    const code = randomBase64Url(CODE_BYTES);
    const share = newShare(deps, caller, record, { email: body.email, code });
    const event = eventOf(caller, 'token.shared', share, record);
    const outcome = await deps.shares.create(share, record.version, MAX_OPEN_SHARES, event);
    if (outcome === 'limit_reached') return deny(TOO_MANY);
    if (outcome !== 'created') continue;
    const url = `${origin.value}/console/welcome#${code}`;
    const letter = shareLetter({ record, sender, message: body.message, url, until: share.expiresAt });
    const why = await send(deps, share, letter);
    if (why === null) return ok(viewShare(share, kept === null, share.createdAt));
    await deps.shares.revoke(share.id, eventOf(caller, 'token.share_revoked', share, record));
    return deny({ reason: 'mail_failed', why: why.replaceAll(code, '…') });
  }
  throw new StorageError(`token ${id} kept changing under ${MAX_TRIES} tries`);
}

/** Where the link leads; denied where no mail can carry one. */
async function originOf({ mailer, publicUrl, users }: ShareTokenDeps): Promise<Result<string, Denial>> {
  if (!mailer.enabled) return deny(NO_MAIL);
  const origin = publicUrl ?? (await users.findDeployment())?.origin ?? null;
  return origin === null ? deny(NO_ADDRESS) : ok(origin);
}

/** Why a letter could not be sent; null: it was. */
async function send({ mailer }: ShareTokenDeps, { email }: ShareRecord, letter: Letter): Promise<string | null> {
  const parts = { subject: letter.subject, text: renderText(letter), html: renderHtml(letter) };
  const sent = await mailer.send({ to: email, ...parts, headers: { 'Auto-Submitted': 'auto-generated' } });
  return sent.kind === 'sent' ? null : sent.reason;
}

const NO_MAIL: Denial = { reason: 'conflict', message: 'this deployment sends no mail: MAIL_FROM is empty' };
const NO_ADDRESS: Denial = {
  reason: 'conflict',
  message: 'a link needs the address of this deployment: PUBLIC_URL is empty',
};
const TOO_MANY: Denial = {
  reason: 'limit_reached',
  message: `a token has at most ${MAX_OPEN_SHARES} open links; revoke one, or wait until one is used or too old`,
};

/** The link works no longer than its token. */
function newShare(
  deps: ShareTokenDeps,
  caller: Caller,
  record: TokenRecord,
  { email, code }: { email: string; code: string },
): ShareRecord {
  const nowSeconds = Math.floor(deps.nowMs / 1000);
  return {
    id: makeKey(deps.nowMs, random12Bits()),
    tokenId: record.id,
    codeDigest: sha256(code),
    email,
    createdBy: actorName(caller.token),
    createdAt: nowSeconds,
    expiresAt: Math.min(nowSeconds + SHARE_SECONDS, record.expiresAt ?? Number.POSITIVE_INFINITY),
    redeemedAt: null,
    revokedAt: null,
  };
}

function eventOf(caller: Caller, action: string, share: ShareRecord, record: TokenRecord) {
  return eventBy(caller, share.createdAt, {
    action,
    target: formatId('tok', record.id),
    project: record.projects.length === 1 ? (record.projects[0] ?? null) : null,
    after: auditShare(share, record, share.createdAt),
  });
}

/** Who hands over, as the mail names them: the person behind the presented token, else that token. */
async function senderOf({ users }: ShareTokenDeps, { token }: Caller): Promise<Sender> {
  const person = token.owner && (await users.find(token.owner.id));
  return person ?? { name: `The token ${token.name}`, email: null };
}
