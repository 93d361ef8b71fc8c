import type { Event } from '../../contract/events.ts';
import { formatInstant, LATEST_SECONDS } from '../../contract/expiry.ts';
import { formatId } from '../../contract/ids.ts';
import { toHex } from '../../crypto/hex.ts';
import type { EventRecord } from '../../d1/events/rows.ts';

/** An event as the wire shows it. What somebody wrote into the database must not keep the rest from being shown. */
export function viewEvent(record: EventRecord): Event {
  const { id, at, actor, action, target, project, before, after, address, userAgent, requestId } = record;
  return {
    id: formatId('evt', id),
    at: formatInstant(Math.min(Math.max(at, 0), LATEST_SECONDS)),
    actor,
    action,
    target,
    project,
    before: parsed(before),
    after: parsed(after),
    address,
    userAgent,
    requestId,
    hash: record.hash && toHex(record.hash),
    previousHash: record.previousHash && toHex(record.previousHash),
  };
}

function parsed(json: string | null): unknown {
  if (json === null) return null;
  try {
    return JSON.parse(json);
  } catch {
    return json;
  }
}
