import type { CreateProjectBody } from '../../contract/places.ts';
import { StorageError } from '../../contract/storage-error.ts';
import type { Keyring } from '../../crypto/keyring.ts';
import type { ProjectRecord } from '../../d1/places/projects.ts';
import type { PlaceStore } from '../../d1/places.ts';
import type { UserStore } from '../../d1/users.ts';
import { type Caller, eventBy } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { prepareJoining } from '../members/join.ts';
import { principalOf } from '../people/decide.ts';
import { deny, ok, type Result } from '../result.ts';
import { viewProject } from './view.ts';

type Deps = {
  places: Pick<PlaceStore, 'createProject'>;
  users: Pick<UserStore, 'find'>;
  keyring: Keyring;
  nowMs: number;
  /** Called once the project is committed. */
  announceEpoch: () => void;
};

/** Two tokens of one millisecond draw the same id once in 4,096 times. */
const MAX_DRAWS = 5;
const OWNER = { name: 'owner', builtIn: true };

/** Creates a project, whose owner is the person who asks, unless an admin. Denies with `conflict` when its id is taken. */
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
  for (let draw = 0; draw < MAX_DRAWS; draw += 1) {
    const first = await prepareOwner(deps, caller, project.id);
    const outcome = await deps.places.createProject(project, event, first);
    if (outcome === 'created') {
      if (first) deps.announceEpoch();
      return ok(project);
    }
    if (outcome === 'id_taken') return deny({ reason: 'conflict', message: `project ${project.id} exists already` });
  }
  throw new StorageError(`no master token could be made in ${MAX_DRAWS} draws`);
}

/** An admin has every right there already. */
async function prepareOwner(deps: Deps, caller: Caller, project: string) {
  const { everything, userId } = principalOf(caller.token);
  const user = everything || userId === null ? null : await deps.users.find(userId);
  return user && (await prepareJoining(deps, caller, user, { project, role: OWNER })).joining;
}
