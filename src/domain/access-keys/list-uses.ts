import type { UsingProperty } from '../../contract/access-keys.ts';
import type { AccessKeyStore } from '../../d1/access-keys.ts';
import type { Caller } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { ok, type Result } from '../result.ts';
import { type FindKeyDeps, findVersion } from './find.ts';
import { viewUses } from './view.ts';

export type UsesDeps = { accessKeys: Pick<AccessKeyStore, 'listUses'> };

/** The properties that sign with a version wherever they are active, at this moment. */
export async function usingProperties(
  { accessKeys }: UsesDeps,
  keyId: number,
  version: number,
): Promise<UsingProperty[]> {
  return viewUses(keyId, version, await accessKeys.listUses(keyId, version));
}

/** The same for a caller, of a version that they see. */
export async function listKeyUses(
  deps: UsesDeps & FindKeyDeps,
  caller: Caller,
  at: { uid: string; version: number },
): Promise<Result<UsingProperty[], Denial>> {
  const found = await findVersion(deps, caller, at, 'read');
  if (!found.ok) return found;
  return ok(await usingProperties(deps, found.value.key.id, at.version));
}
