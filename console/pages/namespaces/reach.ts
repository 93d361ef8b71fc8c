import type { Schemas } from '../../../client/api/index.ts';
import { NAMESPACE_ACTIONS, type NamespaceAction } from '../../../src/contract/grant-words.ts';
import { holds } from '../../../src/contract/held-permissions.ts';
import type { Session } from '../../api/session.ts';
import { isAdmin, manages } from '../../app/rights.ts';

type Namespace = Pick<Schemas['Namespace'], 'project' | 'name' | 'group'>;

/** A page knows a namespace by its address before it knows its group. */
export type NamedNamespace = Omit<Namespace, 'group'> & { group?: string | null };

/**
 * What the signed-in may do with the items of a namespace, in one environment, or in any where that is null. A token with
 * grants may what these name; a person what their roles permit, unless a group guards the namespace that they are not of.
 */
export function actionsOn(session: Session, namespace: NamedNamespace, environment: string | null): NamespaceAction[] {
  if (isAdmin(session)) return [...NAMESPACE_ACTIONS];
  return manages(session) ? permitted(session, namespace, environment) : granted(session, namespace, environment);
}

function permitted({ user }: Session, { project, group }: NamedNamespace, environment: string | null) {
  if (user === null) return [];
  const { everywhere, projects } = user.permissions;
  if (group && !user.groups.includes(group)) return [];
  const held = [...everywhere, ...(Object.hasOwn(projects, project) ? (projects[project] ?? []) : [])];
  const environments = environment === null ? null : [environment];
  return NAMESPACE_ACTIONS.filter((action) => holds(held, `namespace:${action}`, environments));
}

function granted({ token }: Session, { project, name }: NamedNamespace, environment: string | null) {
  const { projects, environments, grants } = token;
  const inPlace = names(projects, project) && (environment === null || names(environments, environment));
  if (!inPlace) return [];
  const own = grants.filter((grant) => grant.resource === 'namespace' && names([grant.name], name));
  return NAMESPACE_ACTIONS.filter((action) => own.some(({ actions }) => actions.includes(action)));
}

function names(list: readonly string[], name: string): boolean {
  return list.includes(name) || list.includes('*');
}
