import { formatId } from '../../contract/ids.ts';
import { StorageError } from '../../contract/storage-error.ts';
import type { PatchTrustedIssuerBody } from '../../contract/trusted-issuers.ts';
import type { PlaceStore } from '../../d1/places.ts';
import type { TrustedIssuerRecord, TrustedIssuerStore } from '../../d1/trusted-issuers.ts';
import { type Caller, eventBy } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';
import { type DraftDeps, readTrust } from './draft.ts';
import { findTrustedIssuer } from './find.ts';
import { projectOf, viewTrustedIssuer } from './view.ts';

export type PatchTrustDeps = DraftDeps & {
  trustedIssuers: Pick<TrustedIssuerStore, 'find' | 'change'>;
  places: Pick<PlaceStore, 'findMissing'>;
  /** Called once a change is committed. */
  announceEpoch: () => void;
};

/** Each retry means that another change of the very same trust has just won. */
const MAX_TRIES = 5;

/**
 * Changes a trust; whatever it is that changes, the tokens that it gave end, and the next are of the new kind. Who lets it
 * give anything could make it anew; to rest it takes no more than the right to change it.
 */
export async function patchTrustedIssuer(
  deps: PatchTrustDeps,
  caller: Caller,
  id: string,
  body: PatchTrustedIssuerBody,
): Promise<Result<TrustedIssuerRecord, Denial>> {
  const at = Math.floor(deps.nowMs / 1000);
  for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
    const found = await findTrustedIssuer(deps, caller, id, 'update');
    if (!found.ok) return found;
    const from = found.value;
    const fields = await readChange(deps, caller, from, body);
    if (!fields.ok) return fields;
    const disabledAt = body.enabled === undefined ? from.disabledAt : body.enabled ? null : (from.disabledAt ?? at);
    const to = { ...from, ...fields.value, disabledAt, version: from.version + 1, changedAt: at };
    const event = eventBy(caller, at, {
      action: 'trusted_issuer.updated',
      target: formatId('tru', from.id),
      project: projectOf(to),
      before: viewTrustedIssuer(from),
      after: viewTrustedIssuer(to),
    });
    const outcome = await deps.trustedIssuers.change(from, to, event);
    if (outcome === 'changed') {
      deps.announceEpoch();
      return ok(to);
    }
    const missing = outcome === 'names_missing' ? await deps.places.findMissing(to) : null;
    if (missing) return deny({ reason: 'invalid', field: missing.field, message: `${missing.name} does not exist` });
  }
  throw new StorageError(`trusted issuer ${id} kept changing under ${MAX_TRIES} tries`);
}

/** The new fields: read as if all of it were made anew, unless it is only renamed or laid to rest. */
async function readChange(
  deps: PatchTrustDeps,
  caller: Caller,
  from: TrustedIssuerRecord,
  body: PatchTrustedIssuerBody,
): Promise<Result<Partial<TrustedIssuerRecord>, Denial>> {
  const { name = from.name, enabled, tokenAudience = from.tokenAudience, ...rest } = body;
  const gives = enabled === true || body.tokenAudience !== undefined || Object.keys(rest).length > 0;
  if (!gives) return ok({ name });
  const { issuer, tokenSeconds, ...kept } = from;
  const draft = await readTrust(deps, caller, {
    name,
    issuer,
    project: projectOf(from),
    audience: rest.audience ?? kept.audience,
    claims: rest.claims ?? kept.claims,
    environments: rest.environments ?? kept.environments,
    grants: rest.grants ?? kept.grants,
    tokenAudience: tokenAudience ?? undefined,
    tokenMinutes: rest.tokenMinutes ?? Math.min(tokenSeconds / 60, deps.exchangedTokenMinutes),
  });
  if (!draft.ok) return draft;
  const { ownerId: _, ...fields } = draft.value;
  return ok(fields);
}
