import type { NoticeEvent } from '../../contract/notices.ts';
import type { Happening } from '../../d1/notices/happenings.ts';
import type { Owed } from '../../d1/notices/record.ts';
import type { NoticeStore } from '../../d1/notices.ts';
import type { Activated } from './announced.ts';
import { type Audience, listenersTo, mailRecipient } from './audience.ts';
import { readHappening } from './read-happening.ts';

export type AnnounceDeps = {
  notices: Pick<
    NoticeStore,
    'readWatermarks' | 'lastEventId' | 'happenings' | 'findPeople' | 'findNamedSince' | 'commitHappenings'
  >;
  nowMs: number;
};

const PAGE_ROWS = 500;
const MAX_PAGES = 20;

/**
 * Owes notices of what happened since the last look: walks the audit trail, whose rows are written in the
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
  const heard = page.flatMap((row) => {
    const announced = readHappening(row);
    const to = announced === null ? [] : listenersTo(audience, announced.event, announced.subject, row.at);
    return announced === null || to.length === 0 ? [] : [{ eventId: row.id, to, announced }];
  });
  const named = await findNamed(
    deps,
    heard.flatMap(({ announced }) => announced.activation ?? []),
  );
  const ids = new Set(heard.flatMap(({ announced }) => announced.personId ?? []));
  const people = ids.size === 0 ? [] : await deps.notices.findPeople([...ids]);
  return heard.flatMap(({ eventId, to: hearers, announced }) => {
    const { tokenId, personId, activation, describe } = announced;
    const to = hearers.filter(({ recipient }) => !named(activation, recipient));
    const detail = describe(people.find(({ id }) => id === personId) ?? null);
    return to.length === 0 ? [] : [{ tokenId, expiresAt: 0, thresholdSeconds: 0, eventId, detail, to }];
  });
}

/** Asks whether an activation named a recipient: who is told by name, see `tellNamed`, is not told by a subscription too. */
async function findNamed(
  { notices }: AnnounceDeps,
  activations: readonly Activated[],
): Promise<(activation: Activated | null, recipient: string) => boolean> {
  if (activations.length === 0) return () => false;
  const ids = [...new Set(activations.map(({ propertyId }) => propertyId))];
  const rows = await notices.findNamedSince(ids, Math.min(...activations.map(({ at }) => at)));
  return (activation, recipient) =>
    rows.some(
      ({ propertyId, environment, createdAt, notify }) =>
        propertyId === activation?.propertyId &&
        environment === activation.environment &&
        createdAt === activation.at &&
        notify.some((address) => mailRecipient(address) === recipient),
    );
}
