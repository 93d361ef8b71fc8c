import type { CreateLookupBody } from '../../contract/access-keys.ts';
import { makeKey } from '../../contract/ids.ts';
import { StorageError } from '../../contract/storage-error.ts';
import { random12Bits } from '../../crypto/random.ts';
import type { LookupRecord } from '../../d1/access-keys/lookups.ts';
import type { AccessKeyStore } from '../../d1/access-keys.ts';
import { actorName, type Caller } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { ok, type Result } from '../result.ts';
import { type FindKeyDeps, findVersion } from './find.ts';
import { type UsesDeps, usingProperties } from './list-uses.ts';

export type LookUpDeps = FindKeyDeps & {
  accessKeys: Pick<AccessKeyStore, 'createLookup'>;
  nowMs: number;
  /** Called with the lookup once it is committed. */
  answerLater: (lookupId: number) => void;
};

/** Two of one millisecond draw the same id once in 4,096 times. */
const MAX_DRAWS = 5;

/** Asks which properties sign with a version; the answer is found behind this one. */
export async function createKeyLookup(
  deps: LookUpDeps,
  caller: Caller,
  { accessKeyUid, version }: CreateLookupBody,
): Promise<Result<LookupRecord, Denial>> {
  const found = await findVersion(deps, caller, { uid: accessKeyUid, version }, 'read');
  if (!found.ok) return found;
  const { key } = found.value;
  for (let draw = 0; draw < MAX_DRAWS; draw += 1) {
    const lookup: LookupRecord = {
      id: makeKey(deps.nowMs, random12Bits()),
      project: key.project,
      accessKeyId: key.id,
      version,
      status: 'SUBMITTED',
      properties: null,
      requestedBy: actorName(caller.token),
      requestedAt: Math.floor(deps.nowMs / 1000),
      endedAt: null,
    };
    if ((await deps.accessKeys.createLookup(lookup)) === 'created') {
      deps.answerLater(lookup.id);
      return ok(lookup);
    }
  }
  throw new StorageError(`no lookup could be made in ${MAX_DRAWS} draws`);
}

export type AnswerDeps = UsesDeps & {
  accessKeys: Pick<AccessKeyStore, 'findLookup' | 'endLookup'>;
  nowMs: number;
};

/** What has no answer by then ends as ERROR, so that nobody asks after it for ever. */
export const LOOKUP_SECONDS = 600;

/** Answers a lookup. One that has been answered stays as it is; a version that has gone is used by nothing. */
export async function answerLookup(deps: AnswerDeps, lookupId: number): Promise<void> {
  const lookup = await deps.accessKeys.findLookup(lookupId);
  if (lookup?.status !== 'SUBMITTED') return;
  const endedAt = Math.floor(deps.nowMs / 1000);
  const late = endedAt - lookup.requestedAt > LOOKUP_SECONDS;
  const properties = late ? null : await usingProperties(deps, lookup.accessKeyId, lookup.version);
  await deps.accessKeys.endLookup(lookupId, { status: late ? 'ERROR' : 'COMPLETE', properties, endedAt });
}
