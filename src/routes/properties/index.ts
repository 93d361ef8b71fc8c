import type { Api } from '../api.ts';
import { activate } from './activate.ts';
import { create } from './create.ts';
import { createVersion } from './create-version.ts';
import { get } from './get.ts';
import { getVersion } from './get-version.ts';
import { list } from './list.ts';
import { listActivations } from './list-activations.ts';
import { listVersions } from './list-versions.ts';
import { remove } from './remove.ts';
import { saveVersion } from './save-version.ts';
import { schema } from './schema.ts';

export function propertyRoutes(api: Api): void {
  create(api);
  list(api);
  get(api);
  remove(api);
  createVersion(api);
  listVersions(api);
  getVersion(api);
  saveVersion(api);
  activate(api);
  listActivations(api);
  schema(api);
}
