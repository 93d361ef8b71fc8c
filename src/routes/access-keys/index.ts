import type { Api } from '../api.ts';
import { addVersion } from './add-version.ts';
import { create } from './create.ts';
import { createLookup } from './create-lookup.ts';
import { get } from './get.ts';
import { getLookup } from './get-lookup.ts';
import { getRequest } from './get-request.ts';
import { getVersion } from './get-version.ts';
import { list } from './list.ts';
import { listProperties } from './list-properties.ts';
import { listVersions } from './list-versions.ts';
import { remove } from './remove.ts';
import { removeVersion } from './remove-version.ts';

/** The fixed words come first, so that neither is taken for the uid of a key. */
export function accessKeyRoutes(api: Api): void {
  getRequest(api);
  createLookup(api);
  getLookup(api);
  create(api);
  list(api);
  get(api);
  remove(api);
  addVersion(api);
  listVersions(api);
  getVersion(api);
  removeVersion(api);
  listProperties(api);
}
