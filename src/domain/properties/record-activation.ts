import { makeKey } from '../../contract/ids.ts';
import type { ActivateBody } from '../../contract/properties.ts';
import { random12Bits } from '../../crypto/random.ts';
import type { ActivationRecord, FoundProperty } from '../../d1/properties/records.ts';
import { actorName, type Caller } from '../caller.ts';

/** The row of the history; whom it names is told behind it. */
export function activationOf(
  { nowMs }: { nowMs: number },
  caller: Caller,
  { property }: FoundProperty,
  { type, environment, notify, note = null }: ActivateBody,
  version: number,
): ActivationRecord {
  const addresses = [...new Set(notify)];
  return {
    id: makeKey(nowMs, random12Bits()),
    propertyId: property.id,
    type,
    version,
    environment,
    note,
    notify: addresses,
    untold: addresses.length > 0 ? addresses : null,
    createdBy: actorName(caller.token),
    createdAt: Math.floor(nowMs / 1000),
  };
}
