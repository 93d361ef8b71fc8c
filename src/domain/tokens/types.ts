import type { TokenType } from '../../contract/token-types.ts';

/** The policy table: what each type of token is for and may be. All that depends on a type is decided here. */
export type TypePolicy = {
  /** `all`: `*` and nothing else; `one`: exactly one by name; `some`: one or more by name. */
  environments: 'all' | 'one' | 'some';
  /** `all`: `*` and nothing else; `one`: exactly one by name; `any`: one, a list, or `*`. */
  projects: 'all' | 'one' | 'any';
  /** Where a token's powers come from. */
  permission: 'everything' | 'owner_roles' | 'grants';
  /** The actions that its grants may name; null: any. */
  grantableActions: readonly string[] | null;
  /** `membership`: made, ended and described by it; never edited, shared or deleted on its own. */
  bound: 'membership' | null;
  needsOwner: boolean;
  /** False: the string is public by nature (it stands in a page), so it is kept retrievable. */
  secret: boolean;
  /**
   * `reads`: a browser may read answers to it, from its `allowedOrigins`. `refused`: what a browser sends from another
   * site is refused, for a secret does not belong there. `unread`: such a request is served, and its answer not told.
   */
  browser: 'reads' | 'refused' | 'unread';
  /** Whether it may be signed: then what it may do stands in it, and others check it. */
  signable: boolean;
  /** Whether it may be the key pair of an S3 client. */
  signsS3: boolean;
  /** Life when the creator names none; null: never ends. `TOKEN_LIFETIMES` overrides. */
  defaultDays: number | null;
};

export const TYPE_POLICIES: Record<TokenType, TypePolicy> = {
  admin: {
    environments: 'all',
    projects: 'all',
    permission: 'everything',
    grantableActions: [],
    bound: null,
    needsOwner: false,
    secret: true,
    browser: 'unread',
    signable: false,
    signsS3: false,
    defaultDays: 365,
  },
  personal: {
    environments: 'all',
    projects: 'all',
    permission: 'owner_roles',
    grantableActions: [],
    bound: null,
    needsOwner: true,
    secret: true,
    browser: 'unread',
    signable: false,
    signsS3: false,
    defaultDays: 30,
  },
  master: {
    environments: 'all',
    projects: 'one',
    permission: 'owner_roles',
    grantableActions: [],
    bound: 'membership',
    needsOwner: true,
    secret: true,
    browser: 'unread',
    signable: false,
    signsS3: false,
    defaultDays: null,
  },
  client: {
    environments: 'one',
    projects: 'any',
    permission: 'grants',
    grantableActions: null,
    bound: null,
    needsOwner: false,
    secret: true,
    browser: 'refused',
    signable: true,
    signsS3: true,
    defaultDays: 365,
  },
  frontend: {
    environments: 'one',
    projects: 'any',
    permission: 'grants',
    grantableActions: ['read'],
    bound: null,
    needsOwner: false,
    secret: false,
    browser: 'reads',
    signable: false,
    signsS3: false,
    defaultDays: 365,
  },
  access: {
    environments: 'some',
    projects: 'one',
    permission: 'grants',
    grantableActions: null,
    bound: null,
    needsOwner: false,
    secret: true,
    browser: 'unread',
    signable: true,
    signsS3: true,
    defaultDays: 90,
  },
};

/**
 * What a deployment sets for a type's life, in days; null: no end, or no bound; left out: the policy table, no bound, and
 * idle tokens stay enabled.
 */
export type Lifetimes = Partial<
  Record<
    TokenType,
    {
      defaultDays?: number | null | undefined;
      maxDays?: number | null | undefined;
      disableAfterIdle?: number | undefined;
    }
  >
>;

/** The life of a type's tokens as it counts; null: no end, no bound, never. */
export function lifeOf(
  type: TokenType,
  lifetimes: Lifetimes,
): { defaultDays: number | null; maxDays: number | null; disableAfterIdle: number | null } {
  const set = lifetimes[type];
  const { defaultDays = TYPE_POLICIES[type].defaultDays, maxDays = null, disableAfterIdle = null } = set ?? {};
  const bounded = maxDays === null ? defaultDays : Math.min(defaultDays ?? maxDays, maxDays);
  return { defaultDays: bounded, maxDays, disableAfterIdle };
}

/** How much one token may hold, and one person. */
export type TokenLimits = { namespaces: number; clients: number; personalTokens: number };
