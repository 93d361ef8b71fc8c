import type { PropertyDocument } from '../../contract/properties.ts';
import type { NamedHost } from '../../d1/properties/records.ts';
import type { Surroundings } from '../../d1/properties/surroundings.ts';
import { isControlHost } from '../gateway/control-host.ts';
import { error, type Found, warning } from './findings.ts';

const MAX_NAME_LENGTH = 253;
/** In one environment, those of buckets among them: each has a copy of its own at the edge. */
export const MAX_NAMES = 500;

/** The names that lead to a property in one environment: its own, and one for each bucket of each. */
export function namesOf({ hostnames, s3 }: PropertyDocument, environment: string): NamedHost[] {
  const own = Object.hasOwn(hostnames, environment) ? (hostnames[environment] ?? []) : [];
  const buckets = s3?.buckets ?? [];
  return own.flatMap((hostname) => [
    { hostname, bucket: null },
    ...buckets
      .map(({ name }) => ({ hostname: `${name}.${hostname}`, bucket: name }))
      // S3's path style reaches a bucket whose name is too long for the other.
      .filter((named) => named.hostname.length <= MAX_NAME_LENGTH),
  ]);
}

type Settings = { publicUrl: string | null; originsToLoopback: boolean };

/** Names that lead elsewhere, or nowhere, or to two things at once; `environment` null: of all. */
export function checkHostnames(
  settings: Settings,
  surroundings: Surroundings,
  propertyId: number | null,
  document: PropertyDocument,
  environment: string | null,
): Found[] {
  const all = Object.keys(document.hostnames);
  if (all.length === 0) return [error('hostnames', 'names none: nothing would lead to the property')];
  const found = environment === null ? all : [environment];
  const unused = Object.keys(document.environments).filter((name) => !Object.hasOwn(document.hostnames, name));
  return [
    ...checkRepeated(document),
    ...(environment === null ? unused : []).map((name) =>
      warning(`environments.${name}`, 'has no hostname: the property cannot be active there'),
    ),
    ...found.flatMap((name) => {
      const names = namesOf(document, name);
      if (names.length === 0)
        return [error(`hostnames.${name}`, 'names none: nothing would lead to the property there')];
      if (names.length > MAX_NAMES) {
        const message = `lead to ${names.length} names with those of the buckets; there may be ${MAX_NAMES}`;
        return [error(`hostnames.${name}`, message)];
      }
      return names.flatMap((named) =>
        checkName(settings, surroundings, propertyId, {
          ...named,
          environment: name,
          path: pathOf(document, name, named),
        }),
      );
    }),
  ];
}

function pathOf({ hostnames }: PropertyDocument, environment: string, { hostname, bucket }: NamedHost): string {
  const own = bucket === null ? hostname : hostname.slice(bucket.length + 1);
  return `hostnames.${environment}[${hostnames[environment]?.indexOf(own) ?? 0}]`;
}

function checkName(
  settings: Settings,
  { origin, held }: Surroundings,
  propertyId: number | null,
  { hostname, environment, path }: NamedHost & { environment: string; path: string },
): Found[] {
  if (!URL.canParse(`https://${hostname}`) || new URL(`https://${hostname}`).hostname !== hostname) {
    return [error(path, `${hostname} is no name that a URL can hold`)];
  }
  if (/^\d+$/.test(hostname.slice(hostname.lastIndexOf('.') + 1))) return [error(path, `${hostname} is an address`)];
  const own = origin !== null && new URL(origin).hostname === hostname;
  if (own || isControlHost(hostname, settings.publicUrl)) return [error(path, `${hostname} is the deployment's own`)];
  if (/\.localhost$/.test(hostname) && !settings.originsToLoopback) {
    return [error(path, `${hostname} is this machine's own; ORIGINS_TO_LOOPBACK lets it be used`)];
  }
  const holder = held.find((row) => row.hostname === hostname);
  const mine = holder?.propertyId === propertyId;
  if (holder === undefined || (mine && holder.environment === environment)) return [];
  const where = mine ? `of this property in ${holder.environment}` : 'of another property';
  return [warning(path, `${hostname} is ${where} at present; it must be let go before it can be had here`)];
}

/** Within a document each name stands once, those of buckets among them. */
function checkRepeated(document: PropertyDocument): Found[] {
  const seen = new Set<string>();
  return Object.keys(document.hostnames).flatMap((environment) =>
    namesOf(document, environment).flatMap((named) => {
      if (!seen.has(named.hostname)) {
        seen.add(named.hostname);
        return [];
      }
      return [error(pathOf(document, environment, named), `${named.hostname} stands in the document more than once`)];
    }),
  );
}
