import type { CreateProjectBody } from '../../contract/places.ts';
import type { ProjectRecord } from '../../d1/places/projects.ts';
import type { PlaceStore } from '../../d1/places.ts';
import { type Caller, eventBy } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';
import { viewProject } from './view.ts';

type Deps = { places: Pick<PlaceStore, 'createProject'>; nowMs: number };

/** Creates a project. Denies with `conflict` when its id is taken. */
export async function createProject(
  deps: Deps,
  caller: Caller,
  body: CreateProjectBody,
): Promise<Result<ProjectRecord, Denial>> {
  const createdAt = Math.floor(deps.nowMs / 1000);
  const project = { id: body.id, name: body.name, createdAt };
  const event = eventBy(caller, createdAt, {
    action: 'project.created',
    target: `project:${project.id}`,
    project: project.id,
    after: viewProject(project),
  });
  const outcome = await deps.places.createProject(project, event);
  if (outcome === 'created') return ok(project);
  return deny({ reason: 'conflict', message: `project ${project.id} exists already` });
}
