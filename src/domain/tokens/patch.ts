import type { PatchTokenBody } from '../../contract/tokens.ts';
import type { PlaceStore } from '../../d1/places.ts';
import type { TokenRecord } from '../../d1/tokens/record.ts';
import type { Caller } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { principalOf } from '../people/decide.ts';
import { deny, ok, type Result } from '../result.ts';
import { findSurroundings, refuseBeyond, type Surroundings } from './authority.ts';
import { authorize } from './authorize.ts';
import { type ChangeDeps, changeToken, findToken, refuseEndedRecord } from './change.ts';
import {
  mergeGrants,
  readAllowedIps,
  readAllowedOrigins,
  readClients,
  readNotBefore,
  refuseGrants,
  refuseTooMany,
} from './draft.ts';
import { refuseS3Fields } from './s3.ts';
import type { TokenLimits } from './types.ts';

export type PatchDeps = ChangeDeps & { places: Pick<PlaceStore, 'findMissing' | 'findGuards'>; limits: TokenLimits };

/**
 * Changes a token's name, description, grants (replaced whole) and restrictions; what the body leaves out stays.
 * Type, projects, environments and expiry never change. The result can do no more than the caller.
 */
export async function patchToken(
  deps: PatchDeps,
  caller: Caller,
  id: string,
  body: PatchTokenBody,
): Promise<Result<TokenRecord, Denial>> {
  const fields = readFields(body);
  if (!fields.ok) return fields;
  const seen = await findPatched(deps, caller, id, body);
  if (!seen.ok) return seen;
  return changeToken(deps, caller, id, 'patch', (record) => {
    const wanted = { ...record, ...fields.value };
    const wrongGrants = refuseGrants(record.type, body.grants);
    const denial =
      refuseEndedRecord(record, deps.nowMs) ??
      refuseSigned(record, fields.value) ??
      (record.s3 ? refuseS3Fields(body) : null) ??
      (wrongGrants && { reason: 'invalid' as const, ...wrongGrants }) ??
      refuseTooMany(body, deps.limits) ??
      refuseBeyond(caller.token, wanted, seen.value);
    return denial ? deny(denial) : ok({ action: 'token.updated', fields: fields.value });
  });
}

/**
 * What guards the token as it shall be, and its owner's rights. A name that is missing is told here; the change itself
 * asks again, in its own batch.
 */
async function findPatched(
  deps: PatchDeps,
  caller: Caller,
  id: string,
  body: PatchTokenBody,
): Promise<Result<Surroundings, Denial>> {
  const record = await findToken(deps, id);
  const denial: Denial | null = record ? await authorize(deps, caller, record, 'patch') : { reason: 'not_found' };
  if (!record || denial) return deny(denial ?? { reason: 'not_found' });
  const { projects } = record;
  const { grants = [], clients = null } = body;
  const missing = await deps.places.findMissing({ projects, environments: [], grants, clients });
  if (missing) return deny({ reason: 'invalid', field: missing.field, message: `${missing.name} does not exist` });
  const wanted = { ...record, grants: body.grants ?? record.grants, clients: clients ?? record.clients };
  return ok(await findSurroundings(deps, principalOf(caller.token), wanted));
}

/** What others read in a signed token cannot be changed behind their backs. */
function refuseSigned({ audience }: TokenRecord, { name: _, description: __, ...rest }: Fields): Denial | null {
  if (audience === null || Object.keys(rest).length === 0) return null;
  return { reason: 'conflict', message: 'what a signed token may do stands in it; create another and revoke this one' };
}

type Fields = Partial<
  Pick<
    TokenRecord,
    'name' | 'description' | 'grants' | 'clients' | 'allowedIps' | 'allowedOrigins' | 'notBefore' | 'dpopKey'
  >
>;

function readFields(body: PatchTokenBody): Result<Fields, Denial> {
  const allowedIps = readAllowedIps(body.allowedIps);
  if (!allowedIps.ok) return allowedIps;
  const allowedOrigins = readAllowedOrigins(body.allowedOrigins);
  if (!allowedOrigins.ok) return allowedOrigins;
  const notBefore = readNotBefore(body.notBefore);
  if (!notBefore.ok) return notBefore;
  return ok({
    ...(body.name !== undefined && { name: body.name }),
    ...(body.description !== undefined && { description: body.description }),
    ...(body.grants !== undefined && { grants: mergeGrants(body.grants) }),
    ...(body.clients !== undefined && { clients: readClients(body.clients) }),
    ...(body.allowedIps !== undefined && { allowedIps: allowedIps.value }),
    ...(body.allowedOrigins !== undefined && { allowedOrigins: allowedOrigins.value }),
    ...(body.notBefore !== undefined && { notBefore: notBefore.value }),
    ...(body.dpopKey !== undefined && { dpopKey: body.dpopKey }),
  });
}
