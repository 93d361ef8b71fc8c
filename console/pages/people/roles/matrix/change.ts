import { DEPLOYMENT_RESOURCES, PERMISSIONS } from '../../../../../src/contract/held-permissions.ts';

/** A line of the matrix: a resource, wherever the role counts or in one environment. */
export type Line = { resource: string; environment: string | null };

const RESOURCES: Record<string, Record<string, string>> = PERMISSIONS;

/** The one resource that can be narrowed to an environment. */
export const NARROWED = 'token';

export function permissionOf({ resource, environment }: Line, action: string): string {
  return `${resource}:${action}${environment === null ? '' : `@${environment}`}`;
}

/** Whether something else on the list permits it already. */
export function isImplied(permissions: readonly string[], line: Line, action: string): boolean {
  const everywhere = { ...line, environment: null };
  const wider = [permissionOf(line, '*'), permissionOf(everywhere, '*'), permissionOf(everywhere, action)];
  return wider.some((permission) => permission !== permissionOf(line, action) && permissions.includes(permission));
}

/**
 * The list with a permission more, or less. What a wider one makes needless is taken out; where `resource:*` goes, its actions
 * stay, one by one.
 */
export function withPermission(permissions: readonly string[], line: Line, action: string, on: boolean): string[] {
  const permission = permissionOf(line, action);
  const others = permissions.filter((held) => held !== permission);
  if (!on) return action === '*' ? [...others, ...actionsOf(line).map((each) => permissionOf(line, each))] : others;
  return [...others.filter((held) => !covers(line, action, held)), permission];
}

/** Whether the wider permission makes the other one needless. */
function covers(line: Line, action: string, held: string): boolean {
  const [name = '', environment] = held.split('@');
  if (line.environment !== null && line.environment !== environment) return false;
  return action === '*' ? name.startsWith(`${line.resource}:`) : name === `${line.resource}:${action}`;
}

export function actionsOf({ resource }: Line): string[] {
  return Object.keys(RESOURCES[resource] ?? {});
}

/** What of a role's permissions a role of one's own can hold. */
export function copyable(permissions: readonly string[]): string[] {
  if (permissions.includes('*')) return Object.keys(RESOURCES).map((resource) => `${resource}:*`);
  const deployment: readonly string[] = DEPLOYMENT_RESOURCES;
  return permissions.filter((permission) => !deployment.includes(permission.slice(0, permission.indexOf(':'))));
}

/** The environments that a list narrows something to. */
export function environmentsIn(permissions: readonly string[]): string[] {
  return [...new Set(permissions.flatMap((permission) => permission.split('@').slice(1)))];
}

/** What one list holds and the other does not. */
export function difference(one: readonly string[], other: readonly string[]): string[] {
  return one.filter((permission) => !other.includes(permission));
}
