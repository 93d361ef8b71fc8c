import { failingAsStorage } from '../contract/storage-error.ts';
import { boundTo, type Database } from './database.ts';
import * as activations from './properties/activations.ts';
import { createProperty, findProperty, listProperties, removeProperty } from './properties/properties.ts';
import { findRoute, findRoutes } from './properties/routes.ts';
import { findSurroundings } from './properties/surroundings.ts';
import { addVersion, findVersion, saveVersion, versionPageQuery } from './properties/versions.ts';

export type PropertyStore = ReturnType<typeof createPropertyStore>;

/** What the gateway does at which hostname. Every write is one batch with its audit row, and its row in the feed. */
export function createPropertyStore(db: Database) {
  const bound = boundTo(db);
  return failingAsStorage('properties', {
    findRoute: bound(findRoute),
    findRoutes: bound(findRoutes),

    find: bound(findProperty),
    list: bound(listProperties),
    create: bound(createProperty),
    remove: bound(removeProperty),
    findSurroundings: bound(findSurroundings),

    findVersion: bound(findVersion),
    listVersions: async (propertyId: number, before: number, limit: number) =>
      versionPageQuery(db, propertyId, before, limit),
    addVersion: bound(addVersion),
    saveVersion: bound(saveVersion),

    activate: bound(activations.activate),
    deactivate: bound(activations.deactivate),
    findHolder: bound(activations.findHolder),
    listHostnames: bound(activations.listHostnames),
    listActivations: async (
      by: { propertyId: number; id: number | null; environment: string | null },
      beforeId: number,
      limit: number,
    ) => activations.activationPageQuery(db, by, beforeId, limit),
  });
}
