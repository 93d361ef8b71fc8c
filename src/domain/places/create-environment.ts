import type { CreateEnvironmentBody } from '../../contract/places.ts';
import type { EnvironmentRecord } from '../../d1/places/environments.ts';
import type { PlaceStore } from '../../d1/places.ts';
import { type Caller, eventBy } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';
import { viewEnvironment } from './view.ts';

type Deps = { places: Pick<PlaceStore, 'createEnvironment'>; nowMs: number };

/** Creates an environment. Denies with `conflict` when its id is taken. */
export async function createEnvironment(
  deps: Deps,
  caller: Caller,
  body: CreateEnvironmentBody,
): Promise<Result<EnvironmentRecord, Denial>> {
  const createdAt = Math.floor(deps.nowMs / 1000);
  const environment = { id: body.id, name: body.name, createdAt };
  const event = eventBy(caller, createdAt, {
    action: 'environment.created',
    target: `environment:${environment.id}`,
    after: viewEnvironment(environment),
  });
  const outcome = await deps.places.createEnvironment(environment, event);
  if (outcome === 'created') return ok(environment);
  return deny({ reason: 'conflict', message: `environment ${environment.id} exists already` });
}
