import type { ErrorCode } from './error-codes.ts';
import type { Requirement } from './grants.ts';
import type { Consistency, SelfToken } from './tokens.ts';

/** What another Worker asks of a token over its service binding; what is left out is not asked. */
export type VerifyOptions = {
  /** `namespace:marketing:read`, `orders:read` (any name), or the parts. */
  require?: string | Requirement | readonly (string | Requirement)[];
  environment?: string;
  project?: string;
  /** Who asks, as a signed token must name it. */
  audience?: string;
  /** The holder's address, origin and certificate fingerprint, for tokens that are bound to one. */
  address?: string;
  origin?: string;
  certificate?: string;
  /** The request that the token came with, for tokens that are bound to a key. `url` as the holder called it. */
  dpop?: { proof: string | null; method: string; url: string };
  consistency?: Consistency;
};

/** The verdict. `code` is an error code of docs/errors.md; `scope` what was lacking; `nonce` the one to prove with. */
export type Verified =
  | { active: true; code: null; token: SelfToken }
  | { active: false; code: ErrorCode; detail: string; scope?: string; nonce?: string };

/** Jeton, as another Worker sees it: `[[services]] entrypoint = "Jeton"`. */
export type JetonBinding = {
  verify(token: string, options?: VerifyOptions): Promise<Verified>;
  fetch(request: Request): Promise<Response>;
};

/** `props` of the binding. `clientId`: the client that the caller is; `projects`: it learns of no others' tokens. */
export type BindingProps = { clientId?: string; projects?: string[] };
