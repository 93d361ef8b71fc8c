import type { SignedClaims } from '../../src/contract/signed-tokens.ts';

/** One permission: what may be done (`actions`) to which thing (`name`, `*` for every one) of which sort (`resource`). */
export type Grant = { resource: string; name: string; actions: string[] };

/** One thing that a request needs. */
export type Requirement = { resource: string; name: string; action: string };

/** A token that was let in: what it may do, where and until when. The members are those of the API's answers. */
export type JetonToken = {
  /** `tok_…`, the same in every log and answer of Jeton. */
  readonly id: string;
  readonly format: 'opaque' | 'jwt';
  /** These three a signed token does not tell: null. */
  readonly type: string | null;
  readonly name: string | null;
  readonly owner: string | null;
  readonly projects: readonly string[];
  readonly environments: readonly string[];
  readonly grants: readonly Grant[];
  /** Who a signed token is for; null: it is opaque. */
  readonly audience: readonly string[] | null;
  /** RFC 7638 thumbprint of the key that the holder has proved (RFC 9449); null: a bearer token. */
  readonly dpopKey: string | null;
  /** What it was exchanged from: a token (`tok_…`) or a trusted issuer (`tru_…`). */
  readonly derivedFrom: string | null;
  /** RFC 3339; null: never. */
  readonly expires: string | null;
  /** What a signed token says, RFC 9068; null: it is opaque. */
  readonly claims: SignedClaims | null;
};

/** What is told of an opaque token by whoever made it. */
export type ToldToken = Omit<JetonToken, 'claims'>;

export function fromTold(told: ToldToken): JetonToken {
  const { id, format, type, name, owner, projects, environments, grants } = told;
  const { audience, dpopKey, derivedFrom, expires } = told;
  return {
    id,
    format,
    type,
    name,
    owner,
    projects,
    environments,
    grants,
    audience,
    dpopKey,
    derivedFrom,
    expires,
    claims: null,
  };
}

/** Tokens are remembered: a handler that wrote into one would write into the next request's. */
export function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const member of Object.values(value)) freeze(member);
  }
  return value;
}
