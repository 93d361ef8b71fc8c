import { parseId } from '../../contract/ids.ts';
import type { TrustedIssuerRecord, TrustedIssuerStore } from '../../d1/trusted-issuers.ts';
import type { Caller } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { refuseInProject } from '../people/refuse-in-project.ts';
import { deny, ok, type Result } from '../result.ts';
import { projectOf } from './view.ts';

/** The trusted issuer with this public id, for who may do this with it; `not_found` also for what is no id at all. */
export async function findTrustedIssuer(
  deps: { trustedIssuers: Pick<TrustedIssuerStore, 'find'> },
  caller: Caller,
  id: string,
  action: 'read' | 'update' | 'delete',
): Promise<Result<TrustedIssuerRecord, Denial>> {
  const key = parseId('tru', id);
  const record = key === null ? null : await deps.trustedIssuers.find(key);
  if (!record) return deny({ reason: 'not_found' });
  const denial = refuseInProject(caller, 'trusted_issuer', projectOf(record), action);
  return denial ? deny(denial) : ok(record);
}
