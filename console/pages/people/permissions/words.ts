import { DEPLOYMENT_RESOURCES, holds, narrowedTo, PERMISSIONS } from '../../../../src/contract/held-permissions.ts';
import { meaningOf } from '../../../../src/contract/permission-words.ts';

/** What resources are called. */
const NAMES: Record<keyof typeof PERMISSIONS | (typeof DEPLOYMENT_RESOURCES)[number], string> = {
  token: 'Tokens',
  trusted_issuer: 'Trusted issuers',
  namespace: 'Namespaces',
  member: 'Members',
  access_key: 'Access keys',
  property: 'Properties',
  subscription: 'Subscriptions',
  event: 'Audit trail',
  user: 'People',
  role: 'Roles',
  group: 'Groups',
  project: 'Projects',
  environment: 'Environments',
  client: 'Clients',
  sweep: 'Jobs',
  signing_key: 'Signing keys',
};

export function nameOf(resource: string): string {
  return Object.entries(NAMES).find(([name]) => name === resource)?.[1] ?? resource;
}

/** One thing that is permitted. `environments`: where alone; null: wherever the role counts. */
export type Permitted = { permission: string; meaning: string; environments: string[] | null };
export type PermittedWith = { resource: string; name: string; things: Permitted[] };

/** What a list of permissions lets people do, by resource, in the order of the documentation. */
export function inWords(permissions: readonly string[]): PermittedWith[] {
  const resources = Object.entries<Record<string, string>>(PERMISSIONS).map(
    ([resource, actions]) => [resource, Object.keys(actions)] as const,
  );
  const ofDeployment = DEPLOYMENT_RESOURCES.map((resource) => [resource, actionsHeld(permissions, resource)] as const);
  return [...resources, ...ofDeployment]
    .map(([resource, actions]) => ({
      resource,
      name: nameOf(resource),
      things: actions.flatMap((action) => permitted(permissions, `${resource}:${action}`)),
    }))
    .filter(({ things }) => things.length > 0);
}

function permitted(permissions: readonly string[], permission: string): Permitted[] {
  const thing = { permission, meaning: meaningOf(permission) };
  if (holds(permissions, permission, ['*'])) return [{ ...thing, environments: null }];
  const environments = [...new Set(narrowedTo(permissions, permission))];
  return environments.length > 0 ? [{ ...thing, environments }] : [];
}

/** Built-in roles name these one by one. */
function actionsHeld(permissions: readonly string[], resource: string): string[] {
  return permissions.filter((held) => held.startsWith(`${resource}:`)).map((held) => held.slice(resource.length + 1));
}
