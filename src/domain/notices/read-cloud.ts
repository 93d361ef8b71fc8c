import { z } from 'zod';
import { parseId } from '../../contract/ids.ts';
import type { NoticeEvent } from '../../contract/notices.ts';
import type { Happening } from '../../d1/notices/happenings.ts';
import { type Announced, happenedIn, nameOf } from './announced.ts';

/** What the audit rows of access keys and of properties hold under `after`, as far as they are told. */
const KeyAfter = z.object({
  accessKeyName: z.string(),
  version: z.number().int().nullish(),
  reason: z.string().nullish(),
  requestedBy: z.string().nullish(),
});
const ActivationAfter = z.object({
  name: z.string(),
  version: z.number().int(),
  environment: z.string(),
  note: z.string().nullish(),
});

/** What happened to an access key, or to a version of one. */
export function readKey(row: Happening, event: NoticeEvent, after: unknown): Announced | null {
  const key = KeyAfter.safeParse(after);
  if (!key.success) return null;
  const { accessKeyName: name, version = null, reason } = key.data;
  // A job carries out what somebody asked for.
  const requestedBy = key.data.requestedBy ?? row.actor;
  const project = row.project ?? '';
  const happened = { ...happenedIn(row, event), ...(typeof reason === 'string' && { reason }) };
  const what = { id: row.target, name, project, version, requestedBy, happened };
  return {
    event,
    subject: { about: 'access_key', project },
    tokenId: 0,
    personId: parseId('usr', requestedBy),
    activation: null,
    describe: (by) => ({ about: 'access_key', ...what, by: nameOf(by) }),
  };
}

/** That a version of a property was activated, or no longer is. */
export function readProperty(row: Happening, event: NoticeEvent, after: unknown): Announced | null {
  const activation = ActivationAfter.safeParse(after);
  if (!activation.success) return null;
  const { name, version, environment, note = null } = activation.data;
  const project = row.project ?? '';
  const what = { id: row.target, name, project, version, environment, note, happened: happenedIn(row, event) };
  return {
    event,
    subject: { about: 'property', project },
    tokenId: 0,
    personId: parseId('usr', row.actor),
    activation: { propertyId: parseId('prp', row.target) ?? 0, environment, at: row.at },
    describe: (by) => ({ about: 'property', ...what, by: nameOf(by) }),
  };
}
