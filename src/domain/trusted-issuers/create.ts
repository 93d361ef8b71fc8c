import { formatId, makeKey } from '../../contract/ids.ts';
import { StorageError } from '../../contract/storage-error.ts';
import { type CreateTrustedIssuerBody, MAX_TRUSTED_ISSUERS } from '../../contract/trusted-issuers.ts';
import { random12Bits } from '../../crypto/random.ts';
import type { PlaceStore } from '../../d1/places.ts';
import type { TrustedIssuerRecord, TrustedIssuerStore } from '../../d1/trusted-issuers.ts';
import { actorName, type Caller, eventBy } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { refuseInProject } from '../people/refuse-in-project.ts';
import { deny, ok, type Result } from '../result.ts';
import { type DraftDeps, readTrust } from './draft.ts';
import { viewTrustedIssuer } from './view.ts';

export type CreateTrustDeps = DraftDeps & {
  trustedIssuers: Pick<TrustedIssuerStore, 'create'>;
  places: Pick<PlaceStore, 'findMissing'>;
};

/** Two of one millisecond draw the same id once in 4,096 times; a name may appear while it is looked for. */
const MAX_DRAWS = 5;

/**
 * Trusts an issuer: from now on its tokens are exchanged for ours, as far as their claims keep the rules. Denies what
 * {@link readTrust} refuses, with `invalid` names that do not exist, with `limit_reached` the 1,001st.
 */
export async function createTrustedIssuer(
  deps: CreateTrustDeps,
  caller: Caller,
  body: CreateTrustedIssuerBody,
): Promise<Result<TrustedIssuerRecord, Denial>> {
  const draft = await readTrust(deps, caller, body);
  if (!draft.ok) return draft;
  const refusal = refuseInProject(caller, 'trusted_issuer', body.project, 'create');
  if (refusal) return deny(refusal);
  const at = Math.floor(deps.nowMs / 1000);
  const times = { createdAt: at, changedAt: at, disabledAt: null };
  for (let draw = 0; draw < MAX_DRAWS; draw += 1) {
    const id = makeKey(deps.nowMs, random12Bits());
    const record = { ...draft.value, ...times, id, version: 1, createdBy: actorName(caller.token) };
    const event = eventBy(caller, at, {
      action: 'trusted_issuer.created',
      target: formatId('tru', id),
      project: body.project,
      after: viewTrustedIssuer(record),
    });
    const outcome = await deps.trustedIssuers.create(record, MAX_TRUSTED_ISSUERS, event);
    if (outcome === 'created') return ok(record);
    if (outcome === 'limit_reached') {
      const message = `a deployment has at most ${MAX_TRUSTED_ISSUERS} trusted issuers`;
      return deny({ reason: 'limit_reached', message });
    }
    const missing = outcome === 'names_missing' ? await deps.places.findMissing(record) : null;
    if (missing) return deny({ reason: 'invalid', field: missing.field, message: `${missing.name} does not exist` });
  }
  throw new StorageError(`no trusted issuer could be made in ${MAX_DRAWS} draws`);
}
