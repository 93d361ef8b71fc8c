import type { TokenType } from '../../contract/tokens.ts';

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
  needsOwner: boolean;
  /** False: the string is public by nature (it stands in a page), so it is kept retrievable. */
  secret: boolean;
  /** Whether a browser may read answers to it, from its `allowedOrigins`. */
  browser: boolean;
  /** Life when the creator names none; null: never ends. `TOKEN_LIFETIMES` overrides. */
  defaultDays: number | null;
};

export const TYPE_POLICIES: Record<TokenType, TypePolicy> = {
  admin: {
    environments: 'all',
    projects: 'all',
    permission: 'everything',
    grantableActions: [],
    needsOwner: false,
    secret: true,
    browser: false,
    defaultDays: 365,
  },
  personal: {
    environments: 'all',
    projects: 'all',
    permission: 'owner_roles',
    grantableActions: [],
    needsOwner: true,
    secret: true,
    browser: false,
    defaultDays: 30,
  },
  client: {
    environments: 'one',
    projects: 'any',
    permission: 'grants',
    grantableActions: null,
    needsOwner: false,
    secret: true,
    browser: false,
    defaultDays: 365,
  },
  frontend: {
    environments: 'one',
    projects: 'any',
    permission: 'grants',
    grantableActions: ['read'],
    needsOwner: false,
    secret: false,
    browser: true,
    defaultDays: 365,
  },
  access: {
    environments: 'some',
    projects: 'one',
    permission: 'grants',
    grantableActions: null,
    needsOwner: false,
    secret: true,
    browser: false,
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
