import { formatId } from '../../contract/ids.ts';
import { StorageError } from '../../contract/storage-error.ts';
import type { TrustedIssuerStore } from '../../d1/trusted-issuers.ts';
import { type Caller, eventBy } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { ok, type Result } from '../result.ts';
import { findTrustedIssuer } from './find.ts';
import { projectOf, viewTrustedIssuer } from './view.ts';

type Deps = {
  trustedIssuers: Pick<TrustedIssuerStore, 'find' | 'remove'>;
  nowMs: number;
  /** Called once the deletion is committed. */
  announceEpoch: () => void;
};

const MAX_TRIES = 5;

/** Trusts an issuer no longer: nothing more is given, and the tokens that were given end. */
export async function removeTrustedIssuer(deps: Deps, caller: Caller, id: string): Promise<Result<null, Denial>> {
  for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
    const found = await findTrustedIssuer(deps, caller, id, 'delete');
    if (!found.ok) return found;
    const record = found.value;
    const event = eventBy(caller, Math.floor(deps.nowMs / 1000), {
      action: 'trusted_issuer.deleted',
      target: formatId('tru', record.id),
      project: projectOf(record),
      before: viewTrustedIssuer(record),
    });
    if ((await deps.trustedIssuers.remove(record, event)) === 'removed') {
      deps.announceEpoch();
      return ok(null);
    }
  }
  throw new StorageError(`trusted issuer ${id} kept changing under ${MAX_TRIES} tries`);
}
