import { formatId, parseId } from '../../contract/ids.ts';
import type { PropertyNotice } from '../../contract/notices.ts';
import type { Untold } from '../../d1/notices/named.ts';
import type { Owed } from '../../d1/notices/record.ts';
import type { NoticeStore } from '../../d1/notices.ts';
import { nameOf, type Person } from './announced.ts';
import { mailRecipient } from './audience.ts';

export type TellNamedDeps = {
  notices: Pick<NoticeStore, 'findUntold' | 'findPeople' | 'commitNamed'>;
  mailer: { enabled: boolean };
  nowMs: number;
};

const PAGE_ROWS = 50;

/**
 * Owes a letter to each address that was named for an activation, once. What is owed goes out, and is tried again, like any
 * other notification. Where no mail can be sent nobody is told, as nobody else is. Returns how many letters are owed now.
 */
export async function tellNamed(deps: TellNamedDeps): Promise<{ owed: number; more: boolean }> {
  const page = await deps.notices.findUntold(PAGE_ROWS);
  const ids = new Set(page.flatMap(({ activation }) => parseId('usr', activation.createdBy) ?? []));
  const people = ids.size === 0 ? [] : await deps.notices.findPeople([...ids]);
  const at = Math.floor(deps.nowMs / 1000);
  let count = 0;
  for (const untold of page) {
    const { id, createdBy } = untold.activation;
    const by = people.find((person) => person.id === parseId('usr', createdBy)) ?? null;
    const owed = deps.mailer.enabled ? owedFor(untold, by) : null;
    // Another run was here first: it owes what there is.
    if ((await deps.notices.commitNamed({ id, owed, at })) === 'lost_race') continue;
    count += owed?.to.length ?? 0;
  }
  return { owed: count, more: page.length === PAGE_ROWS };
}

function owedFor(untold: Untold, by: Person | null): Owed {
  const { id, untold: addresses } = untold.activation;
  const detail = detailOf(untold, by);
  const recipients = [...new Set((addresses ?? []).map(mailRecipient))];
  return {
    tokenId: 0,
    expiresAt: 0,
    thresholdSeconds: 0,
    // Of no event, nor of another activation: what one recipient is told of one event is told once.
    eventId: -id,
    detail,
    to: recipients.map((recipient) => ({
      recipient,
      channel: 'mail',
      subscriptionId: null,
      event: detail.happened.event,
    })),
  };
}

function detailOf({ activation, name, project }: Untold, by: Person | null): PropertyNotice {
  const { id, propertyId, type, version, environment, note, createdBy, createdAt } = activation;
  const event = type === 'ACTIVATE' ? 'property.activated' : 'property.deactivated';
  return {
    about: 'property',
    id: formatId('prp', propertyId),
    name,
    project,
    version,
    environment,
    note,
    by: nameOf(by),
    happened: { event, id: formatId('atv', id), actor: createdBy, at: createdAt },
  };
}
