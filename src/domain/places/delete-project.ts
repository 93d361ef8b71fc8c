import type { ProjectEnd } from '../../d1/places/delete-project.ts';
import type { ProjectRecord } from '../../d1/places/projects.ts';
import type { PlaceStore } from '../../d1/places.ts';
import { type Caller, eventBy } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';
import { refuseUsed } from './still-used.ts';
import { viewProject } from './view.ts';

type Deps = {
  places: Pick<PlaceStore, 'findProject' | 'deleteProject' | 'countProjectUses'>;
  nowMs: number;
  /** Called once the deletion is committed. */
  announceEpoch: () => void;
};

/**
 * Deletes a project with its memberships and their master tokens. Denies with `conflict` while it has namespaces, access
 * keys or properties, or trusts an issuer or, unless it is to be detached from them, live tokens name it.
 */
export async function deleteProject(
  deps: Deps,
  caller: Caller,
  id: string,
  detach: boolean,
): Promise<Result<null, Denial>> {
  const { places } = deps;
  const nowSeconds = Math.floor(deps.nowMs / 1000);
  const [project, { members }] = await Promise.all([places.findProject(id), places.countProjectUses(id, nowSeconds)]);
  if (!project) return deny({ reason: 'not_found' });
  const end = describeEnd(caller, nowSeconds, project, { members: members > 0, detach });
  if ((await places.deleteProject(id, end)) === 'deleted') {
    deps.announceEpoch();
    return ok(null);
  }
  const { namespaces, tokens, trusts, accessKeys, properties } = await places.countProjectUses(id, nowSeconds);
  const uses = [
    { count: namespaces, what: 'namespace' },
    { count: detach ? 0 : tokens, what: 'live token' },
    { count: trusts, what: 'trusted issuer' },
    { count: accessKeys, what: 'access key' },
    { count: properties, what: 'property', many: 'properties' },
  ];
  return deny(refuseUsed(`project ${id}`, uses));
}

function describeEnd(
  caller: Caller,
  nowSeconds: number,
  project: ProjectRecord,
  also: { members: boolean; detach: boolean },
): ProjectEnd {
  const { id } = project;
  const target = `project:${id}`;
  const revoked = { project: id, type: 'master', reason: 'affiliation_changed' };
  return {
    event: eventBy(caller, nowSeconds, {
      action: 'project.deleted',
      target,
      project: id,
      before: viewProject(project),
    }),
    masters: also.members
      ? eventBy(caller, nowSeconds, { action: 'tokens.revoked', target: 'tokens', project: id, after: revoked })
      : null,
    detached: also.detach ? eventBy(caller, nowSeconds, { action: 'project.detached', target, project: id }) : null,
  };
}
