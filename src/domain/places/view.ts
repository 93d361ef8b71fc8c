import { formatInstant } from '../../contract/expiry.ts';
import type { Environment, Namespace, Project } from '../../contract/places.ts';
import type { EnvironmentRecord } from '../../d1/places/environments.ts';
import type { NamespaceRecord } from '../../d1/places/namespaces.ts';
import type { ProjectRecord } from '../../d1/places/projects.ts';

/** A project as the wire and the audit trail show it. */
export function viewProject({ id, name, createdAt }: ProjectRecord): Project {
  return { id, name, createdAt: formatInstant(createdAt) };
}

/** An environment as the wire and the audit trail show it. */
export function viewEnvironment({ id, name, createdAt }: EnvironmentRecord): Environment {
  return { id, name, createdAt: formatInstant(createdAt) };
}

/** A namespace as the wire and the audit trail show it. */
export function viewNamespace({ project, name, group, retentionDays, createdAt }: NamespaceRecord): Namespace {
  return { project, name, group, retentionDays, createdAt: formatInstant(createdAt) };
}
