import { MAX_DOCUMENT_CHARACTERS, type PropertyDocument } from '../../contract/properties.ts';
import type { PropertyStore } from '../../d1/properties.ts';
import type { Denial } from '../denial.ts';
import { checkBrowsers } from './check-browsers.ts';
import { checkHostnames, MAX_NAMES, namesOf } from './check-hostnames.ts';
import { checkKey } from './check-keys.ts';
import { checkOrigin, checkOriginName, type OriginDeps } from './check-origins.ts';
import { checkRules } from './check-rules.ts';
import { checkS3 } from './check-s3.ts';
import { error, type Findings, sitesOf, sorted } from './findings.ts';

export type ValidateDeps = OriginDeps & {
  properties: Pick<PropertyStore, 'findSurroundings'>;
  originsToLoopback: boolean;
};

/** Whose document it is; `id` null: of a property that is to be. */
type Of = { id: number | null; project: string };

/**
 * What there is to say of a document that its schema cannot know: what it names is there and may be used, and does not
 * contradict itself. `environment`: only what counts there, for it is to be activated; null: all of it. With `names`, DNS
 * is asked where the origins lead to.
 */
export async function validate(
  deps: ValidateDeps,
  { id, project }: Of,
  document: PropertyDocument,
  { environment, names }: { environment: string | null; names: boolean },
): Promise<Findings> {
  const sites = sitesOf(document, environment);
  const mentioned =
    environment === null ? Object.keys({ ...document.hostnames, ...document.environments }) : [environment];
  const surroundings = await deps.properties.findSurroundings({
    environments: mentioned,
    keyVersions: sites.flatMap(({ signing }) => signing?.accessKeyVersionGuid ?? []),
    hostnames: mentioned.flatMap((name) =>
      namesOf(document, name)
        .slice(0, MAX_NAMES)
        .map(({ hostname }) => hostname),
    ),
  });
  const missing = mentioned.filter((name) => !surroundings.environments.includes(name));
  const used = sites.filter((site) => site.environment !== null);
  const resolved = names ? await Promise.all(distinct(sites).map((site) => checkOriginName(deps, site))) : [];
  return sorted([
    ...missing.map((name) =>
      error(
        `${Object.hasOwn(document.hostnames, name) ? 'hostnames' : 'environments'}.${name}`,
        'names no environment',
      ),
    ),
    ...checkHostnames(deps, surroundings, id, document, environment),
    ...sites.flatMap((site) => checkOrigin(deps, document, site, surroundings.origin)),
    ...resolved.flat(),
    ...sites.flatMap((site) => checkKey(surroundings, project, document, site)),
    ...checkS3(document, sites),
    ...checkRules(document, used),
    ...checkBrowsers(document),
  ]);
}

/** Each place in the document once: DNS is asked of a name only so often. */
function distinct<Of extends { originPath: string }>(sites: readonly Of[]): Of[] {
  return [...new Map(sites.map((site) => [site.originPath, site])).values()];
}

/** Refuses a document that is too large to travel with every copy at the edge. */
export function refuseSize(document: PropertyDocument): Denial | null {
  const { length } = JSON.stringify(document);
  if (length <= MAX_DOCUMENT_CHARACTERS) return null;
  const message = `is ${length} characters as JSON, defaults among them; at most ${MAX_DOCUMENT_CHARACTERS} are kept`;
  return { reason: 'invalid', field: 'document', message };
}
