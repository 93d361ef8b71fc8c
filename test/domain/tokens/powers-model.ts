import fc from 'fast-check';
import type { Grant } from '../../../src/contract/grants.ts';
import type { Standing } from '../../../src/contract/token-copy.ts';
import type { TokenType } from '../../../src/contract/token-types.ts';
import { BUILT_IN_ROLES } from '../../../src/domain/people/roles.ts';
import { standingOf } from './samples.ts';

/**
 * What a token can do, told the plain way: by trying every deed of a small world. Knows nothing of policies, decisions,
 * coverage or blocks; which address lies in which block is written out by hand.
 */
export type Deed = {
  /** `item`: of a namespace; `own`: a resource of the API's owner; `manage`: a permission, with its environment. */
  kind: 'item' | 'own' | 'manage';
  /** Null: everywhere. */
  project: string | null;
  environment: string;
  resource: string;
  name: string;
  /** Whether it is done by an S3 signature. */
  signed: boolean;
  action: string;
  address: string | null;
  origin: string | null;
  /** The key that the request proves; null: none. */
  key: string | null;
};

/** A token of the model; `standing` is its owner's. */
export type Modelled = {
  type: TokenType;
  projects: readonly string[];
  environments: readonly string[];
  grants: readonly Grant[];
  allowedIps: readonly string[] | null;
  allowedOrigins: readonly string[] | null;
  dpopKey: string | null;
  s3: boolean;
  ownerId: number | null;
  standing: Standing | null;
};

export const BLOCKS: Record<string, string[]> = {
  '0.0.0.0/0': ['10.0.0.1', '10.200.0.1'],
  '10.0.0.0/8': ['10.0.0.1', '10.200.0.1'],
  '10.0.0.0/16': ['10.0.0.1'],
  '10.0.0.1': ['10.0.0.1'],
  '10.128.0.0/9': ['10.200.0.1'],
  '::/0': ['2001:db8::1'],
  '2001:db8::/32': ['2001:db8::1'],
};
export const PROJECTS = ['web', 'app'];
export const NAMESPACES = ['a', 'b'];
/** Group `g` guards namespace `a` of project web. */
const GUARDED = 'web/a';
const ENVIRONMENTS = ['staging', 'production'];
const ADDRESSES = [null, '10.0.0.1', '10.200.0.1', '2001:db8::1'];
const ORIGINS = [null, 'https://a.example', 'https://b.example'];
const KEYS = ['k'.repeat(43), 'l'.repeat(43)];
const ACTIONS = ['read', 'write', 'delete'];
const MANAGED = ['token:read', 'token:create', 'token:update', 'token:reveal', 'member:write', 'sweep:create'];

/** The names of grants that reach each thing, written out. */
const REACHED_BY: Record<string, string[]> = {
  a: ['a', '*'],
  b: ['b', '*'],
  q: ['*'],
  'photos/public/x': ['photos', 'photos/public/*', '*'],
  'photos/y': ['photos', '*'],
};
const OWN = [
  { resource: 'queue', name: 'q', signed: false },
  ...['photos/public/x', 'photos/y'].flatMap((name) =>
    [true, false].map((signed) => ({ resource: 'bucket', name, signed })),
  ),
];
const ITEMS = NAMESPACES.map((name) => ({ resource: 'namespace', name, signed: false }));
const NOTHING = { resource: '', name: '', signed: false };

const WHERE = [...PROJECTS, null];
const NEEDS = [
  ...PROJECTS.flatMap((project) =>
    ITEMS.flatMap((item) => ACTIONS.map((action) => ({ kind: 'item' as const, project, ...item, action }))),
  ),
  ...PROJECTS.flatMap((project) =>
    OWN.flatMap((own) => ACTIONS.map((action) => ({ kind: 'own' as const, project, ...own, action }))),
  ),
  ...WHERE.flatMap((project) => MANAGED.map((action) => ({ kind: 'manage' as const, project, ...NOTHING, action }))),
];
const DEEDS: Deed[] = NEEDS.flatMap((need) =>
  ENVIRONMENTS.flatMap((environment) =>
    ADDRESSES.flatMap((address) =>
      ORIGINS.flatMap((origin) => [null, ...KEYS].map((key) => ({ ...need, environment, address, origin, key }))),
    ),
  ),
);

/** Something that `wanted` can do and that whoever presents `maker` neither can nor may have a token do; else null. */
export function findBeyond(maker: Modelled, wanted: Modelled): Deed | null {
  const owns = maker.ownerId !== null && maker.ownerId === wanted.ownerId && followsOwner(maker);
  const owned = owns && wanted.type !== 'admin';
  return DEEDS.find((deed) => can(wanted, deed) && !mayHave(maker, deed, owned)) ?? null;
}

/** Who may make tokens may grant the API's own resources; what one owns one had before, but for what a group guards. */
function mayHave(maker: Modelled, deed: Deed, owned: boolean): boolean {
  if (!isBoundLike(maker, deed)) return false;
  if (can(maker, deed)) return true;
  if (owned) return !isGuarded(deed) || inGroup(maker);
  const issues = ['token:create', 'token:update', 'token:reveal'];
  return deed.kind === 'own' && issues.some((action) => can(maker, { ...deed, ...NOTHING, kind: 'manage', action }));
}

function can(token: Modelled, deed: Deed): boolean {
  if (!isBoundLike(token, deed)) return false;
  // A key pair signs, and does nothing else.
  if (token.s3 !== deed.signed) return false;
  if (token.type === 'admin') return true;
  if (followsOwner(token)) return canByRole(token, deed);
  const { project, environment, resource, name, action, kind } = deed;
  if (kind === 'manage' || project === null) return false;
  if (!token.projects.includes(project) && !token.projects.includes('*')) return false;
  if (!token.environments.includes(environment) && !token.environments.includes('*')) return false;
  return token.grants.some(
    (grant) => grant.resource === resource && REACHED_BY[name]?.includes(grant.name) && grant.actions.includes(action),
  );
}

function canByRole({ type, projects, standing }: Modelled, deed: Deed): boolean {
  if (!standing) return false;
  const master = type === 'master';
  if (master && deed.project !== projects[0]) return false;
  if (!master && standing.role === 'admin') return true;
  if (deed.kind === 'own') return false;
  if (isGuarded(deed) && !standing.groups.includes('g')) return false;
  const asked = deed.kind === 'item' ? `namespace:${deed.action}` : deed.action;
  const roles = [master ? 'none' : standing.role, deed.project === null ? 'none' : standing.members[deed.project]];
  return roles.some((role) => permits(standing, role ?? 'none', asked, deed.environment));
}

function permits({ roles }: Standing, role: string, asked: string, environment: string): boolean {
  const list = BUILT_IN_ROLES[role]?.permissions ?? roles[role] ?? [];
  const every = `${asked.split(':')[0]}:*`;
  return [asked, every, `${asked}@${environment}`, `${every}@${environment}`].some((each) => list.includes(each));
}

function isBoundLike({ allowedIps, allowedOrigins, dpopKey }: Modelled, { address, origin, key }: Deed): boolean {
  if (dpopKey !== null && key !== dpopKey) return false;
  if (allowedIps && !allowedIps.some((block) => address !== null && BLOCKS[block]?.includes(address))) return false;
  return !allowedOrigins || (origin !== null && (allowedOrigins.includes(origin) || allowedOrigins.includes('*')));
}

function followsOwner({ type }: Modelled): boolean {
  return type === 'personal' || type === 'master';
}

function isGuarded({ kind, project, name }: Deed): boolean {
  return kind === 'item' && `${project}/${name}` === GUARDED;
}

function inGroup({ standing, type }: Modelled): boolean {
  return standing !== null && (standing.groups.includes('g') || (standing.role === 'admin' && type !== 'master'));
}

const some = (names: string[]) =>
  fc.oneof(fc.subarray(names, { minLength: 1 }), fc.constant<string[]>(['*'])).map((list) => [...list]);
const few = <Value>(values: Value[]) => fc.option(fc.subarray(values, { maxLength: 3 }), { freq: 1 });

export const allowedIps = fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, few(Object.keys(BLOCKS)));
export const allowedOrigins = fc.oneof(
  { weight: 3, arbitrary: fc.constant(null) },
  few(['https://a.example', 'https://b.example', '*']),
);
export const grants = fc.array(
  fc
    .record({
      thing: fc.constantFrom(
        ...['a', 'b', '*'].flatMap((name) =>
          ['namespace', 'namespace', 'queue'].map((resource) => ({ resource, name })),
        ),
        ...['photos', 'photos/public/*', '*'].map((name) => ({ resource: 'bucket', name })),
      ),
      actions: fc.subarray(ACTIONS, { minLength: 1 }),
    })
    .map(({ thing, actions }) => ({ ...thing, actions })),
  { maxLength: 3 },
);
const permission = fc.constantFrom(
  'token:create',
  'token:update',
  'token:*',
  'token:*@staging',
  'token:update@production',
  'token:reveal@staging',
  'namespace:read',
  'namespace:*',
  'member:write',
);

/** The rights of three people, with one custom role for all of them. */
export const people: fc.Arbitrary<Standing[]> = fc
  .tuple(
    fc.uniqueArray(permission, { maxLength: 5 }),
    fc.array(
      fc.record({
        role: fc.constantFrom('none', 'none', 'viewer', 'editor', 'token_admin', 'custom', 'admin'),
        web: fc.constantFrom(null, 'owner', 'member', 'custom'),
        app: fc.constantFrom(null, 'owner', 'member', 'custom'),
        groups: fc.subarray(['g']),
      }),
      { minLength: 3, maxLength: 3 },
    ),
  )
  .map(([custom, drawn]) =>
    drawn.map(({ role, web, app, groups }) => {
      const barred = groups.includes('g') || role === 'admin' ? [] : [GUARDED];
      return standingOf({
        role,
        members: { ...(web && { web }), ...(app && { app }) },
        groups,
        roles: { custom },
        barred,
      });
    }),
  );

const dpopKey = fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, fc.constantFrom(...KEYS));
export const bounds = fc.record({ allowedIps, allowedOrigins, dpopKey });
/** A token that could be, of one of three people or nobody. */
export const token = fc.record({
  type: fc.constantFrom<TokenType>('admin', 'personal', 'master', 'client', 'frontend', 'access', 'client', 'access'),
  projects: some(PROJECTS),
  environments: some(ENVIRONMENTS),
  grants,
  bounds,
  s3: fc.constantFrom(false, false, true),
  owner: fc.constantFrom(null, 0, 1, 2),
});
export type Drawn = typeof token extends fc.Arbitrary<infer Value> ? Value : never;
/** Who asks: an admin token, or one of the three by a personal or master token. */
export const maker = fc.record({
  type: fc.constantFrom<TokenType>('admin', 'personal', 'personal', 'personal', 'master'),
  owner: fc.constantFrom(0, 1, 2),
  bounds,
});
export type DrawnMaker = typeof maker extends fc.Arbitrary<infer Value> ? Value : never;
