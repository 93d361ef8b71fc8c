import type { Grant } from './grants.ts';
import type { TokenType } from './tokens.ts';

/** The root roles of a person; `none` holds nothing. */
export const ROOT_ROLES = ['admin', 'none'] as const;
export type RootRole = (typeof ROOT_ROLES)[number];

/**
 * All that the check needs to know of one secret of one token: what D1 answers, KV keeps and isolate memory holds.
 * Times are whole seconds since 1970. `version` grows with every change of the token; of two copies the larger wins.
 */
export type TokenCopy = {
  id: number;
  version: number;
  type: TokenType;
  name: string;
  projects: string[];
  environments: string[];
  grants: Grant[];
  allowedIps: string[] | null;
  allowedOrigins: string[] | null;
  notBefore: number | null;
  expiresAt: number | null;
  revokedAt: number | null;
  disabledAt: number | null;
  /** When the present secret of the token was made. */
  issuedAt: number;
  owner: { id: number; version: number; role: RootRole; enabled: boolean } | null;
  /** Which of the token's secrets this is: 1, 2, … */
  secretNumber: number;
  /** The second at which this secret stops because a newer one replaced it; null for the newest. */
  secretEndsAt: number | null;
  /** For the newest secret: until when the one before it still works; null when none does. */
  overlapEndsAt: number | null;
};

/** One row of the change feed: what a copy must not be older than. Bulk changes are one row of kind `epoch`. */
export type Change =
  | { seq: number; atSeconds: number; kind: 'token' | 'user'; key: number; version: number }
  | { seq: number; atSeconds: number; kind: 'epoch'; epoch: Epoch };

/** What a bulk revocation matches; a field left out matches everything. */
export type Epoch = {
  ownerId?: number;
  project?: string;
  type?: TokenType;
  /** Only secrets made before this second. */
  issuedBefore?: number;
};
