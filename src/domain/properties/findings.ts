import type { Finding, PropertyDocument, PropertyOrigin, PropertySigning } from '../../contract/properties.ts';

/** What is to be said of a document. An error keeps it from being activated. */
export type Findings = { errors: Finding[]; warnings: Finding[] };
export type Found = Finding & { level: 'error' | 'warning' };

export function error(path: string, message: string): Found {
  return { level: 'error', path, message };
}

export function warning(path: string, message: string): Found {
  return { level: 'warning', path, message };
}

/** What several places of a document share is said once. */
export function sorted(found: readonly Found[]): Findings {
  const once = [...new Map(found.map((one) => [`${one.level} ${one.path} ${one.message}`, one])).values()];
  const of = (level: Found['level']) =>
    once.filter((one) => one.level === level).map(({ path, message }) => ({ path, message }));
  return { errors: of('error'), warnings: of('warning') };
}

/** What one environment runs, and where the document says so. `environment` null: what they share. */
export type Site = {
  environment: string | null;
  origin: PropertyOrigin;
  originPath: string;
  signing: PropertySigning | null;
  signingPath: string;
};

/** The sites of a document: of one environment, or of all with what they share. */
export function sitesOf(document: PropertyDocument, environment: string | null): Site[] {
  const { hostnames, environments, origin, signing } = document;
  const shared: Site = { environment: null, origin, originPath: 'origin', signing, signingPath: 'signing' };
  const names = environment === null ? Object.keys({ ...hostnames, ...environments }) : [environment];
  const sites = names.map((name): Site => {
    const own = Object.hasOwn(environments, name) ? environments[name] : undefined;
    return {
      environment: name,
      ...(own?.origin
        ? { origin: own.origin, originPath: `environments.${name}.origin` }
        : { origin, originPath: 'origin' }),
      ...(own?.signing === undefined
        ? { signing, signingPath: 'signing' }
        : { signing: own.signing, signingPath: `environments.${name}.signing` }),
    };
  });
  return environment === null ? [...sites, shared] : sites;
}
