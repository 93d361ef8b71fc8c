import type { PropertyDocument, Rule } from '../document/document.ts';

export const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;
export type Method = (typeof METHODS)[number];
export type TokenType = Extract<Rule['access'], { by: 'token' }>['types'][number];

/** `key` tells rows apart while they are moved and taken away. */
export type RequirementDraft = { key: number; resource: string; name: string; action: string };
export type RuleDraft = {
  key: number;
  paths: string;
  methods: readonly Method[];
  by: Rule['access']['by'];
  types: readonly TokenType[];
  requires: readonly RequirementDraft[];
};

/** A property as the form has it: lists are one text each. */
export type Draft = {
  project: string;
  name: string;
  note: string;
  hostnames: Record<string, string>;
  url: string;
  speaks: 'http' | 's3';
  rules: readonly RuleDraft[];
  clientKeyHeader: string;
  clientKeys: string;
  buckets: string;
  /** The GUID of the access key version that signs; empty: nothing is signed. */
  signWith: string;
  region: string;
  enhancedTls: boolean;
  corsOrigins: string;
  corsMethods: readonly Method[];
  consistency: PropertyDocument['consistency'];
};

let lastKey = 0;
export function freshKey(): number {
  lastKey += 1;
  return lastKey;
}

export function freshRule(): RuleDraft {
  const types = ['client', 'frontend', 'access'] as const;
  return { key: freshKey(), paths: '', methods: ['GET', 'HEAD'], by: 'token', types, requires: [] };
}

export function freshDraft(project: string): Draft {
  return {
    project,
    name: '',
    note: '',
    hostnames: {},
    url: '',
    speaks: 'http',
    rules: [{ ...freshRule(), paths: '/*' }],
    clientKeyHeader: 'X-Client-Key',
    clientKeys: '',
    buckets: '',
    signWith: '',
    region: 'us-east-1',
    enhancedTls: false,
    corsOrigins: '',
    corsMethods: ['GET', 'HEAD'],
    consistency: 'bounded',
  };
}

/** The document that a draft comes to. */
export function documentOf(draft: Draft): PropertyDocument {
  const { hostnames, url, speaks, consistency, enhancedTls, signWith, region } = draft;
  const named = Object.entries(hostnames).map(([environment, text]) => [environment, wordsOf(text)] as const);
  const isHttp = speaks === 'http';
  const origins = wordsOf(draft.corsOrigins);
  const keys = isHttp && draft.rules.some(({ by }) => by === 'clientKey');
  return {
    hostnames: Object.fromEntries(named.filter(([, names]) => names.length > 0)) as PropertyDocument['hostnames'],
    enhancedTls,
    origin: { url: url.trim(), timeoutSeconds: 30, passAuthorization: false },
    signing: signWith === '' ? null : { accessKeyVersionGuid: signWith, region: region.trim() },
    environments: {},
    consistency,
    cors: isHttp && origins.length > 0 ? corsOf(origins, draft.corsMethods) : null,
    clientKeys: keys ? { header: draft.clientKeyHeader.trim(), keys: wordsOf(draft.clientKeys) } : null,
    rules: isHttp ? draft.rules.map(ruleOf) : [],
    s3: isHttp ? null : { buckets: bucketsOf(draft.buckets), style: 'path' },
  };
}

function corsOf(origins: string[], methods: readonly Method[]): PropertyDocument['cors'] {
  const headers = ['Authorization', 'Content-Type', 'DPoP'];
  return { origins, methods: [...methods], headers, exposeHeaders: [], maxAgeSeconds: 600 };
}

function ruleOf({ paths, methods, by, types, requires }: RuleDraft): Rule {
  const asked = requires.map(({ resource, name, action }) => ({ resource, name, action }));
  const access = by === 'token' ? { by, types: [...types], requires: asked } : { by };
  return { paths: wordsOf(paths), methods: [...methods], access };
}

/** `assets`, or `assets = shop-assets-eu` where the origin calls it otherwise. */
function bucketsOf(text: string): NonNullable<PropertyDocument['s3']>['buckets'] {
  return text
    .split(/[\n,]+/)
    .map((line) => line.split('=').map((word) => word.trim()))
    .filter(([name]) => name !== '')
    .map(([name = '', originBucket]) => (originBucket ? { name, originBucket } : { name }));
}

/** Words with spaces, commas or line ends between them. */
export function wordsOf(text: string): string[] {
  return text.split(/[\s,]+/).filter((word) => word !== '');
}
