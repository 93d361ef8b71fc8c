import { accessKeyContext } from '../../contract/access-keys.ts';
import { formatId } from '../../contract/ids.ts';
import type { Keyring } from '../../crypto/keyring.ts';
import { open } from '../../crypto/seal.ts';
import type { OpenRequest } from '../../d1/access-keys/activate.ts';
import type { SealedVersion } from '../../d1/access-keys/create.ts';
import type { AccessKeyStore } from '../../d1/access-keys.ts';
import { sweepEvent } from '../caller.ts';
import { auditVersion } from './view.ts';

export type ActivateDeps = {
  keyring: Keyring;
  accessKeys: Pick<AccessKeyStore, 'findOpenRequest' | 'activate' | 'fail'>;
  nowMs: number;
};

/** How long an activation may take. What has not come about by then has failed: nobody waits for ever. */
export const ACTIVATION_SECONDS = 600;

/**
 * Does what a request asked for: its version is ACTIVE and the request DONE, or it is FAILED with a reason and what it was
 * for is gone. A request that has ended stays as it is, so that a message may come twice.
 */
export async function activateKey(deps: ActivateDeps, requestId: number): Promise<'activated' | 'failed' | 'ended'> {
  const open = await deps.accessKeys.findOpenRequest(requestId);
  if (!open) return 'ended';
  const reason = await reasonToFail(deps, open);
  const ended = reason === null ? await succeed(deps, open) : await fail(deps, open, reason);
  if (!ended) return 'ended';
  return reason === null ? 'activated' : 'failed';
}

async function reasonToFail({ keyring, nowMs }: ActivateDeps, { request, version }: OpenRequest) {
  if (Math.floor(nowMs / 1000) - request.requestedAt > ACTIVATION_SECONDS) {
    return `it was not activated within ${ACTIVATION_SECONDS / 60} minutes`;
  }
  if (version === null) return 'the version is not there any more';
  if (await opens(keyring, version)) return null;
  return 'the sealed credential does not open: the root key that it was sealed under is gone, or it was altered';
}

async function opens(keyring: Keyring, { sealed, accessKeyId, version }: SealedVersion): Promise<boolean> {
  return open(keyring, sealed, accessKeyContext(accessKeyId, version)).then(
    () => true,
    () => false,
  );
}

function succeed(deps: ActivateDeps, open: OpenRequest): Promise<boolean> {
  return deps.accessKeys.activate(open.request, describe(deps, open, { action: 'access_key.activated' }));
}

function fail(deps: ActivateDeps, open: OpenRequest, reason: string): Promise<boolean> {
  return deps.accessKeys.fail(open.request, reason, describe(deps, open, { action: 'access_key.failed', reason }));
}

function describe({ nowMs }: ActivateDeps, open: OpenRequest, what: { action: string; reason?: string }) {
  const { request, key, version } = open;
  const { action, reason } = what;
  const accessKeyName = key?.name ?? request.request?.accessKeyName ?? '';
  const after = key && version ? auditVersion(key, version) : { accessKeyName, version: request.version };
  const reached = reason === undefined ? { deploymentStatus: 'ACTIVE' } : { reason };
  return sweepEvent(Math.floor(nowMs / 1000), {
    action,
    target: formatId('key', request.accessKeyId),
    project: request.project,
    after: { ...after, ...reached, requestId: formatId('akr', request.id), requestedBy: request.requestedBy },
  });
}
