import type { Schemas } from '../../../../client/api/index.ts';
import type { PropertyDocument } from '../../../../src/contract/properties.ts';

export type { PropertyDocument };
export type Version = Schemas['PropertyVersion'];
export type Rule = PropertyDocument['rules'][number];

/** The document of a version. The API answers with all defaults put in, and in the contract's order. */
export function documentOf({ document }: { document: Schemas['PropertyDocument'] }): PropertyDocument {
  return document as PropertyDocument;
}

/**
 * A document as text: environments in order of their names, so that two documents that mean the same look the same, and short
 * lists on one line.
 */
export function textOf(document: object): string {
  const inOrder = (name: string, value: unknown) =>
    BY_ENVIRONMENT.includes(name) && value !== null
      ? Object.fromEntries(Object.entries(value as object).sort(byName))
      : value;
  return JSON.stringify(document, inOrder, 2).replace(LIST, (list) => {
    const line = list.replace(/\n\s*/g, ' ').replace(/^\[ | \]$/g, (edge) => edge.trim());
    return line.length <= LONGEST_LIST ? line : list;
  });
}

/** A list of nothing but strings. Within strings there are no line ends. */
const LIST = /\[(?:\n\s*"(?:[^"\\]|\\.)*",?)+\n\s*\]/g;
const LONGEST_LIST = 80;
const BY_ENVIRONMENT = ['hostnames', 'environments'];

function byName([one]: [string, unknown], [other]: [string, unknown]): number {
  return one < other ? -1 : 1;
}

/** What one environment runs of a document: its own hostnames, origin and key. */
export function siteOf(document: PropertyDocument, environment: string) {
  const { hostnames, environments, origin, signing } = document;
  const own = Object.hasOwn(environments, environment) ? environments[environment] : undefined;
  return {
    hostnames: Object.hasOwn(hostnames, environment) ? (hostnames[environment] ?? []) : [],
    origin: own?.origin ?? origin,
    signing: own?.signing === undefined ? signing : own.signing,
  };
}

/** What matters of a document to one environment, in the order of a document. */
export function effectiveOf(document: PropertyDocument, environment: string): object {
  const { $schema, hostnames, environments, ...rest } = document;
  const { hostnames: names, ...site } = siteOf(document, environment);
  return { hostnames: names, ...rest, ...site };
}
