import { failingAsStorage } from '../contract/storage-error.ts';
import { boundTo, type Database } from './database.ts';
import { countProjectUses, deleteProject } from './places/delete-project.ts';
import * as environments from './places/environments.ts';
import { findGuards, findGuardsOf } from './places/find-guards.ts';
import { findMissing, findMissingOf } from './places/find-missing.ts';
import { findSpace } from './places/find-space.ts';
import * as namespaces from './places/namespaces.ts';
import * as projects from './places/projects.ts';

export type PlaceStore = ReturnType<typeof createPlaceStore>;

/** Projects, environments and namespaces. Every write is one batch with its audit row. */
export function createPlaceStore(db: Database) {
  const bound = boundTo(db);
  return failingAsStorage('places', {
    findMissing: bound(findMissing),
    findMissingOf: bound(findMissingOf),
    findGuards: bound(findGuards),
    findGuardsOf: bound(findGuardsOf),
    findSpace: bound(findSpace),

    findProject: bound(projects.findProject),
    listProjects: bound(projects.listProjects),
    createProject: bound(projects.createProject),
    changeProject: bound(projects.changeProject),
    deleteProject: bound(deleteProject),
    countProjectUses: bound(countProjectUses),

    findEnvironment: bound(environments.findEnvironment),
    listEnvironments: bound(environments.listEnvironments),
    listEnvironmentIds: bound(environments.listEnvironmentIds),
    createEnvironment: bound(environments.createEnvironment),
    deleteEnvironment: bound(environments.deleteEnvironment),
    countEnvironmentUses: bound(environments.countEnvironmentUses),

    findNamespace: bound(namespaces.findNamespace),
    listNamespaces: bound(namespaces.listNamespaces),
    createNamespace: bound(namespaces.createNamespace),
    changeNamespace: bound(namespaces.changeNamespace),
    deleteNamespace: bound(namespaces.deleteNamespace),
    countNamespaceUses: bound(namespaces.countNamespaceUses),
  });
}
