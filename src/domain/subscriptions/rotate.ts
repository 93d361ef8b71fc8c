import { parseDuration } from '../../contract/expiry.ts';
import type { RotateSecretBody } from '../../contract/notices.ts';
import type { Keyring } from '../../crypto/keyring.ts';
import { seal } from '../../crypto/seal.ts';
import { makeWebhookSecret } from '../../crypto/webhook-signature.ts';
import type { Caller } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { secretContext } from '../notices/secret.ts';
import { deny, ok, type Result } from '../result.ts';
import { type ChangeSubscriptionDeps, changeSubscription } from './change.ts';
import type { Created } from './create.ts';

const MAX_OVERLAP_SECONDS = 30 * 86_400;

/** Gives a webhook a new secret, told this once. Until the overlap ends messages carry a signature by each. */
export async function rotateSecret(
  deps: ChangeSubscriptionDeps & { keyring: Keyring },
  caller: Caller,
  id: string,
  { overlap = '24h' }: RotateSecretBody,
): Promise<Result<Created, Denial>> {
  const overlapSeconds = overlap === '0' ? 0 : parseDuration(overlap);
  if (overlapSeconds === null || overlapSeconds > MAX_OVERLAP_SECONDS) {
    return deny({ reason: 'invalid', field: 'overlap', message: 'must be 0 or a duration up to 30d, such as 24h' });
  }
  const secret = makeWebhookSecret();
  const endsAt = Math.floor(deps.nowMs / 1000) + overlapSeconds;
  const changed = await changeSubscription(deps, caller, id, async (record) => {
    if (record.channel !== 'webhook') return deny({ reason: 'conflict', message: 'a mail subscription has no secret' });
    return ok({
      action: 'subscription.secret_rotated',
      fields: {
        secret: await seal(deps.keyring, secret, secretContext(record.id)),
        previousSecret: overlapSeconds === 0 ? null : record.secret,
        previousSecretEndsAt: overlapSeconds === 0 ? null : endsAt,
      },
    });
  });
  return changed.ok ? ok({ record: changed.value, secret }) : changed;
}
