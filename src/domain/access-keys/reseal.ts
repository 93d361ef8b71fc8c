import { accessKeyContext } from '../../contract/access-keys.ts';
import { formatId } from '../../contract/ids.ts';
import type { Keyring } from '../../crypto/keyring.ts';
import { open, seal } from '../../crypto/seal.ts';
import type { SealedUnder } from '../../d1/access-keys/reseal.ts';
import type { AccessKeyStore } from '../../d1/access-keys.ts';
import { sweepEvent } from '../caller.ts';

export type ResealDeps = {
  keyring: Keyring;
  accessKeys: Pick<AccessKeyStore, 'listSealedUnder' | 'reseal'>;
  nowMs: number;
};

/** Each takes a query, of which an invocation has 1,000, 50 on the free plan. */
const PER_RUN = 25;

type Resealed = { resealed: number; unopened: number; more: boolean };

/**
 * Seals anew, under the present root key, what is still sealed under the one before: `ROOT_KEY_PREVIOUS` may go once a run
 * finds nothing more. Resumes where it was left, for what is done is not found again; what does not open is counted and
 * passed by.
 */
export async function resealVersions(deps: ResealDeps): Promise<Resealed> {
  const { previous } = deps.keyring;
  const done: Resealed = { resealed: 0, unopened: 0, more: false };
  if (previous === null) return done;
  let after = { accessKeyId: -1, version: 0 };
  while (!done.more) {
    const rows = await deps.accessKeys.listSealedUnder(previous.id, after, PER_RUN);
    for (const row of rows) {
      after = row.version;
      const outcome = await resealOne(deps, row);
      if (outcome !== 'passed') done[outcome] += 1;
    }
    if (rows.length < PER_RUN) return done;
    done.more = done.resealed > 0;
  }
  return done;
}

async function resealOne(deps: ResealDeps, { key, version }: SealedUnder): Promise<'resealed' | 'unopened' | 'passed'> {
  const { keyring, nowMs, accessKeys } = deps;
  const context = accessKeyContext(version.accessKeyId, version.version);
  const secret = await open(keyring, version.sealed, context).catch(() => null);
  if (secret === null) return 'unopened';
  const to = { sealed: await seal(keyring, secret, context), rootKeyId: keyring.current.id };
  const event = sweepEvent(Math.floor(nowMs / 1000), {
    action: 'access_key.resealed',
    target: formatId('key', key.id),
    project: key.project,
    before: { accessKeyName: key.name, version: version.version, rootKeyId: version.rootKeyId },
    after: { accessKeyName: key.name, version: version.version, rootKeyId: to.rootKeyId },
  });
  return (await accessKeys.reseal(version, to, event)) ? 'resealed' : 'passed';
}
