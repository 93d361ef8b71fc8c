import { z } from 'zod';
import { parseInstant } from '../../contract/expiry.ts';
import { parseId } from '../../contract/ids.ts';
import { type Happened, NOTICE_EVENTS, type NoticeEvent, type TokenNotice } from '../../contract/notices.ts';
import { BulkRevokeBody, Token } from '../../contract/tokens.ts';
import type { Happening } from '../../d1/notices/happenings.ts';
import { type Announced, happenedIn, nameOf } from './announced.ts';
import { readKey, readProperty } from './read-cloud.ts';

/** Audit rows that are told as an event of another name. */
const TOLD_AS: Partial<Record<string, NoticeEvent>> = {
  'tokens.revoked': 'token.revoked',
  'access_key.version_created': 'access_key.created',
  'access_key.erased': 'access_key.deleted',
};

/** Reads an audit row as what there is to tell of it; null where that is nothing. */
export function readHappening(row: Happening): Announced | null {
  const event = TOLD_AS[row.action] ?? NOTICE_EVENTS.find((each) => each === row.action);
  if (event === undefined) return null;
  const after = parse(row.after);
  // What was erased has nothing after it.
  if (event.startsWith('access_key.')) return readKey(row, event, after ?? parse(row.before));
  if (event.startsWith('property.')) return readProperty(row, event, after);
  return row.action === 'tokens.revoked' ? readBulk(row, event, after) : readToken(row, event, after);
}

function parse(json: string | null): unknown {
  return json === null ? null : JSON.parse(json);
}

/** What the audit row of a token holds under `after`. */
const TokenAfter = Token.pick({
  name: true,
  type: true,
  projects: true,
  environments: true,
  grants: true,
  allowedIps: true,
  allowedOrigins: true,
  owner: true,
}).extend({ share: z.object({ email: z.string() }).optional() });

function readToken(row: Happening, event: NoticeEvent, after: unknown): Announced | null {
  const token = TokenAfter.safeParse(after);
  if (!token.success) return null;
  const { owner, share, ...what } = token.data;
  const ownerId = owner === null ? null : parseId('usr', owner);
  const happened = { ...happenedIn(row, event), ...(share && { to: share.email }) };
  return announcedToken({ ...what, issuedAt: row.at, happened }, ownerId, parseId('tok', row.target) ?? 0);
}

function readBulk(row: Happening, event: NoticeEvent, after: unknown): Announced | null {
  const body = BulkRevokeBody.safeParse(after);
  if (!body.success) return null;
  const { owner, project, type, issuedBefore, reason } = body.data;
  const which = [
    'all tokens',
    type && `of type ${type}`,
    project && `of project ${project}`,
    owner && `of ${owner}`,
    issuedBefore && `issued before ${issuedBefore}`,
  ];
  const what = {
    name: which.filter(Boolean).join(' '),
    type: type ?? ('*' as const),
    projects: project === undefined ? ['*'] : [project],
    environments: ['*'],
    grants: [{ resource: 'namespace', name: '*', actions: [] }],
    allowedIps: null,
    allowedOrigins: null,
    issuedAt: issuedBefore === undefined ? 0 : parseInstant(issuedBefore),
    happened: { ...happenedIn(row, event), reason },
  };
  return announcedToken(what, owner === undefined ? '*' : parseId('usr', owner), 0);
}

function announcedToken(
  what: Omit<TokenNotice, 'about' | 'owner'> & { happened: Happened },
  ownerId: number | null | '*',
  tokenId: number,
): Announced {
  const { projects, grants, type } = what;
  return {
    event: what.happened.event,
    subject: { about: 'token', projects, grants, type, ownerId },
    tokenId,
    personId: ownerId === '*' ? null : ownerId,
    activation: null,
    describe: (owner) => ({ about: 'token', ...what, owner: nameOf(owner) }),
  };
}
