import { formatId } from '../../contract/ids.ts';
import type { AccessKeyStore } from '../../d1/access-keys.ts';
import { sweepEvent } from '../caller.ts';
import { auditVersion } from './view.ts';

export type EraseDeps = {
  accessKeys: Pick<AccessKeyStore, 'listLeaving' | 'erase'>;
  stalenessMs: number;
  nowMs: number;
};

const PER_RUN = 20;
/** For a request that was on its way when the property let go of the version, and clocks that differ. */
const MARGIN_SECONDS = 60;
/** A deletion is complete within five minutes, whatever the staleness bound is set to; the job runs every minute. */
const LONGEST_WAIT_SECONDS = 180;

/** How long a deleted version waits until it is erased: by then nothing at the edge signs with it any more. */
export function eraseWaitSeconds(stalenessMs: number): number {
  return Math.min(Math.ceil(stalenessMs / 1000) + MARGIN_SECONDS, LONGEST_WAIT_SECONDS);
}

/** Erases versions that were deleted long enough ago, with what is sealed in them. Their key stays until it is deleted. */
export async function eraseVersions(deps: EraseDeps): Promise<{ erased: number; more: boolean }> {
  const nowSeconds = Math.floor(deps.nowMs / 1000);
  const leaving = await deps.accessKeys.listLeaving(nowSeconds - eraseWaitSeconds(deps.stalenessMs), PER_RUN);
  let erased = 0;
  for (const { key, version } of leaving) {
    const event = sweepEvent(nowSeconds, {
      action: 'access_key.erased',
      target: formatId('key', key.id),
      project: key.project,
      before: auditVersion(key, version),
    });
    if (await deps.accessKeys.erase(version, event)) erased += 1;
  }
  return { erased, more: leaving.length === PER_RUN && erased > 0 };
}
