import { z } from 'zod';
import { parseInstant } from '../../contract/expiry.ts';
import { formatId, parseId } from '../../contract/ids.ts';
import { NOTICE_EVENTS, type NoticeDetail, type NoticeEvent } from '../../contract/notices.ts';
import { BulkRevokeBody, Token } from '../../contract/tokens.ts';
import type { Happening } from '../../d1/notices/happenings.ts';
import type { Owed } from '../../d1/notices/record.ts';
import type { NoticeStore } from '../../d1/notices.ts';
import { type Audience, listenersTo, type Subject } from './audience.ts';

export type AnnounceDeps = {
  notices: Pick<NoticeStore, 'readWatermarks' | 'lastEventId' | 'happenings' | 'findPeople' | 'commitHappenings'>;
  nowMs: number;
};

const PAGE_ROWS = 500;
const MAX_PAGES = 20;

/** What the audit row of a token holds under `after`. */
const After = Token.pick({
  name: true,
  type: true,
  projects: true,
  environments: true,
  grants: true,
  allowedIps: true,
  allowedOrigins: true,
  owner: true,
  expires: true,
}).extend({ share: z.object({ email: z.string() }).optional() });
type Person = Awaited<ReturnType<AnnounceDeps['notices']['findPeople']>>[number];

/**
 * Owes notices of what happened to tokens since the last look: walks the audit trail, whose rows are written in the
 * batch of the change itself, so that nothing that was committed goes untold. Returns how many are owed now.
 */
export async function announce(deps: AnnounceDeps, audience: Audience): Promise<{ owed: number; more: boolean }> {
  const listening = audience.subscriptions.some(({ events }) => events.some(isHappening));
  let from = (await deps.notices.readWatermarks()).get('events') ?? { at: 0, id: 0 };
  let owed = 0;
  for (let pages = 0; pages < MAX_PAGES; pages += 1) {
    const page = listening ? await deps.notices.happenings(from.at, PAGE_ROWS) : [];
    const last = page.at(-1)?.id ?? (listening ? from.at : await deps.notices.lastEventId());
    if (last === from.at) return { owed, more: false };
    const found = await owedFor(deps, audience, page);
    const to = { at: last, id: 0 };
    const step = { from, to, owed: found, at: Math.floor(deps.nowMs / 1000) };
    // Another run was here first: it tells what there is.
    if ((await deps.notices.commitHappenings(step)) === 'lost_race') return { owed, more: false };
    owed += found.reduce((sum, each) => sum + each.to.length, 0);
    if (page.length < PAGE_ROWS) return { owed, more: false };
    from = to;
  }
  return { owed, more: true };
}

/** The events that the sweep does not find by itself. */
function isHappening(event: NoticeEvent): boolean {
  return event !== 'token.expiring' && event !== 'token.expired';
}

async function owedFor(deps: AnnounceDeps, audience: Audience, page: readonly Happening[]): Promise<Owed[]> {
  const told = page.map((row) => ({ row, event: eventOf(row.action), about: readAfter(row) }));
  const ids = told.flatMap(({ about }) => (typeof about?.ownerId === 'number' ? [about.ownerId] : []));
  const people = ids.length === 0 ? [] : await deps.notices.findPeople([...new Set(ids)]);
  return told.flatMap(({ row, event, about }) => {
    if (event === null || about === null) return [];
    const to = listenersTo(audience, event, about, row.at);
    if (to.length === 0) return [];
    const owner = people.find(({ id }) => id === about.ownerId) ?? null;
    const tokenId = parseId('tok', row.target) ?? 0;
    return [
      { tokenId, expiresAt: 0, thresholdSeconds: 0, eventId: row.id, detail: detailOf(row, event, about, owner), to },
    ];
  });
}

function eventOf(action: string): NoticeEvent | null {
  const event = action === 'tokens.revoked' ? 'token.revoked' : action;
  return NOTICE_EVENTS.find((each) => each === event) ?? null;
}

type About = Subject &
  Omit<NoticeDetail, 'owner' | 'happened' | 'projects' | 'grants' | 'type'> & {
    expiresAt: number;
    reason?: string;
    to?: string;
  };

/** What an audit row is about: one token, or all that a bulk revocation matched; null for anything else. */
function readAfter(row: Happening): About | null {
  const after: unknown = row.after === null ? null : JSON.parse(row.after);
  if (row.action === 'tokens.revoked') return readBulk(after);
  const token = After.safeParse(after);
  if (!token.success) return null;
  const { owner, expires, share, ...rest } = token.data;
  const expiresAt = expires === null ? 0 : parseInstant(expires);
  const to = share && { to: share.email };
  return { ...rest, ...to, expiresAt, ownerId: owner === null ? null : parseId('usr', owner), issuedAt: row.at };
}

function readBulk(after: unknown): About | null {
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
  return {
    name: which.filter(Boolean).join(' '),
    type: type ?? '*',
    projects: project === undefined ? ['*'] : [project],
    environments: ['*'],
    grants: [{ resource: 'namespace', name: '*', actions: [] }],
    allowedIps: null,
    allowedOrigins: null,
    expiresAt: 0,
    ownerId: owner === undefined ? '*' : parseId('usr', owner),
    issuedAt: issuedBefore === undefined ? 0 : parseInstant(issuedBefore),
    reason,
  };
}

function detailOf(row: Happening, event: NoticeEvent, about: About, owner: Person | null): NoticeDetail {
  const { ownerId: _owner, expiresAt: _end, reason, to, ...what } = about;
  return {
    ...what,
    projects: [...what.projects],
    owner: owner && { id: formatId('usr', owner.id), name: owner.name, email: owner.email },
    happened: {
      event,
      id: formatId('evt', row.id),
      actor: row.actor,
      at: row.at,
      ...(reason !== undefined && { reason }),
      ...(to !== undefined && { to }),
    },
  };
}
