import type { PatchTokenBody } from '../../contract/tokens.ts';
import type { PlaceStore } from '../../d1/places.ts';
import type { TokenRecord } from '../../d1/tokens/record.ts';
import type { Caller } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';
import { refuseBeyond } from './authority.ts';
import { type ChangeDeps, changeToken, findToken, refuseEndedRecord } from './change.ts';
import { mergeGrants, readAllowedIps, readAllowedOrigins, readNotBefore, refuseGrants } from './draft.ts';

export type PatchDeps = ChangeDeps & { places: Pick<PlaceStore, 'findMissing'> };

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
  const missing = await refuseMissing(deps, id, body);
  if (missing) return deny(missing);
  return changeToken(deps, caller, id, (record) => {
    const wanted = { ...record, ...fields.value };
    const wrongGrants = refuseGrants(record.type, body.grants);
    const denial =
      refuseEndedRecord(record, deps.nowMs) ??
      (wrongGrants && { reason: 'invalid' as const, ...wrongGrants }) ??
      refuseBeyond(caller.token, { ...wanted, owner: null });
    return denial ? deny(denial) : ok({ action: 'token.updated', fields: fields.value });
  });
}

/** Asked before, to name what is missing; the change itself asks again, in its own batch. */
async function refuseMissing(deps: PatchDeps, id: string, body: PatchTokenBody): Promise<Denial | null> {
  if (body.grants === undefined) return null;
  const record = await findToken(deps, id);
  if (!record) return { reason: 'not_found' };
  const { projects } = record;
  const missing = await deps.places.findMissing({ projects, environments: [], grants: body.grants });
  return missing && { reason: 'invalid', field: missing.field, message: `${missing.name} does not exist` };
}

type Fields = Partial<
  Pick<TokenRecord, 'name' | 'description' | 'grants' | 'allowedIps' | 'allowedOrigins' | 'notBefore'>
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
    ...(body.allowedIps !== undefined && { allowedIps: allowedIps.value }),
    ...(body.allowedOrigins !== undefined && { allowedOrigins: allowedOrigins.value }),
    ...(body.notBefore !== undefined && { notBefore: notBefore.value }),
  });
}
