import fc from 'fast-check';
import type { Grant } from '../../../src/contract/grants.ts';
import { TOKEN_TYPES, type TokenType } from '../../../src/contract/tokens.ts';
import type { Powers } from '../../../src/domain/tokens/authority.ts';

/**
 * What a token can do, told the plain way: by trying every attempt of a small world. Knows nothing of policies,
 * coverage or blocks; which address lies in which block is written out by hand.
 */
type Deed = {
  project: string;
  environment: string;
  need: string | null;
  address: string | null;
  origin: string | null;
};

export const BLOCKS: Record<string, string[]> = {
  '0.0.0.0/0': ['10.0.0.1', '10.200.0.1', '192.0.2.1'],
  '10.0.0.0/8': ['10.0.0.1', '10.200.0.1'],
  '10.0.0.0/16': ['10.0.0.1'],
  '10.0.0.1': ['10.0.0.1'],
  '10.0.0.1/32': ['10.0.0.1'],
  '10.128.0.0/9': ['10.200.0.1'],
  '192.0.2.0/24': ['192.0.2.1'],
  '::/0': ['2001:db8::1'],
  '2001:db8::/32': ['2001:db8::1'],
};
const PROJECTS = ['web', 'app'];
const ENVIRONMENTS = ['staging', 'production'];
const ADDRESSES = [null, '10.0.0.1', '10.200.0.1', '192.0.2.1', '2001:db8::1'];
const ORIGINS = [null, 'https://a.example', 'https://b.example', 'https://c.example'];
const RESOURCES = ['namespace', 'queue'];
const NAMES = ['a', 'b', 'unnamed', '*'];
const ACTIONS = ['read', 'write', 'delete'];

const NEEDS = [
  null,
  'token:*:create',
  ...RESOURCES.flatMap((resource) => NAMES.flatMap((name) => ACTIONS.map((action) => `${resource}:${name}:${action}`))),
];
const DEEDS: Deed[] = PROJECTS.flatMap((project) =>
  ENVIRONMENTS.flatMap((environment) =>
    NEEDS.flatMap((need) =>
      ADDRESSES.flatMap((address) => ORIGINS.map((origin) => ({ project, environment, need, address, origin }))),
    ),
  ),
);

export type Person = { id: number; version: number; role: 'admin' | 'none'; enabled: boolean };

function can(token: Powers, { project, environment, need, address, origin }: Deed): boolean {
  if (!token.projects.includes(project) && !token.projects.includes('*')) return false;
  if (!token.environments.includes(environment) && !token.environments.includes('*')) return false;
  const { allowedIps, allowedOrigins } = token;
  if (allowedIps && !allowedIps.some((block) => address !== null && BLOCKS[block]?.includes(address))) return false;
  if (allowedOrigins && (origin === null || !(allowedOrigins.includes(origin) || allowedOrigins.includes('*'))))
    return false;
  if (need === null || token.type === 'admin') return true;
  if (token.type === 'personal') return token.owner?.role === 'admin' && token.owner.enabled;
  const [resource, name, action = ''] = need.split(':');
  return token.grants.some(
    (grant) =>
      grant.resource === resource && (grant.name === name || grant.name === '*') && grant.actions.includes(action),
  );
}

/** Something that `wanted` can do and `maker` cannot; null where there is no such thing. */
export function findBeyond(maker: Powers, wanted: Powers): Deed | null {
  return DEEDS.find((deed) => can(wanted, deed) && !can(maker, deed)) ?? null;
}

const some = (names: string[]) =>
  fc.oneof(fc.subarray(names, { minLength: 1 }), fc.constant<string[]>(['*'])).map((list) => [...list]);
const few = <Value>(values: Value[]) => fc.option(fc.subarray(values, { maxLength: 3 }), { freq: 2 });

export const grant: fc.Arbitrary<Grant> = fc.record({
  resource: fc.constantFrom(...RESOURCES),
  name: fc.constantFrom('a', 'b', '*'),
  actions: fc.subarray(ACTIONS, { minLength: 1 }),
});
export const grants = fc.array(grant, { maxLength: 4 });
export const allowedIps = few(Object.keys(BLOCKS));
export const allowedOrigins = few(['https://a.example', 'https://b.example', '*']);
/** Everybody there is: a person has one role and is enabled or not, whichever token names them. */
export const PEOPLE: Person[] = [
  { id: 1, version: 1, role: 'admin', enabled: true },
  { id: 2, version: 1, role: 'none', enabled: true },
  { id: 3, version: 1, role: 'admin', enabled: false },
];

/** The powers of a token that could be: admin and personal are for all places and hold no grants; personal has an owner. */
export function powersOf(types: readonly TokenType[] = TOKEN_TYPES): fc.Arbitrary<Powers> {
  const fields = {
    type: fc.constantFrom(...types),
    projects: some(PROJECTS),
    environments: some(ENVIRONMENTS),
    grants,
    allowedIps,
    allowedOrigins,
    owner: fc.constantFrom(...PEOPLE),
    owned: fc.boolean(),
  };
  return fc.record(fields).map(({ owned, ...drawn }) => {
    const powers = { ...drawn, owner: owned || drawn.type === 'personal' ? drawn.owner : null };
    const everywhere = powers.type === 'admin' || powers.type === 'personal';
    return everywhere ? { ...powers, projects: ['*'], environments: ['*'], grants: [] } : powers;
  });
}
