import type { Grant } from './grants.ts';
import type { TokenType } from './token-types.ts';

/**
 * What decides a person's rights: the root role, the role in each project, the groups, and what the custom ones among
 * these roles permit. The built-in roles are code (`domain/people/roles.ts`).
 */
export type Standing = {
  role: string;
  members: Record<string, string>;
  groups: string[];
  /** The permissions of custom roles, by name. */
  roles: Record<string, string[]>;
  /** `project/namespace` of those that a group guards which this person is not of. */
  barred: string[];
};

/** A client that a token is locked to, and how it proves itself. */
export type ClientProof = { id: string; certificates: string[]; allowedIps: string[] };

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
  /** Null: any client. A request proves one of these; an empty list is nobody. */
  clients: ClientProof[] | null;
  allowedIps: string[] | null;
  allowedOrigins: string[] | null;
  notBefore: number | null;
  expiresAt: number | null;
  revokedAt: number | null;
  disabledAt: number | null;
  /** When the present secret of the token was made. */
  issuedAt: number;
  /** `standing` only where rights follow the owner: personal and master tokens. */
  owner: { id: number; version: number; enabled: boolean; standing: Standing | null } | null;
  /** Which of the token's secrets this is: 1, 2, … */
  secretNumber: number;
  /** The second at which this secret stops because a newer one replaced it; null for the newest. */
  secretEndsAt: number | null;
  /** For the newest secret: until when the one before it still works; null when none does. */
  overlapEndsAt: number | null;
  /** Of a signed token: who takes it. Null: the token is opaque. */
  audience: string[] | null;
  /** The thumbprint of the key that the holder must prove, RFC 9449. */
  dpopKey: string | null;
  /** What the token was exchanged from and ends with. */
  parentId: number | null;
  trustId: number | null;
  /** Whether it signs S3 requests, and does nothing else. */
  s3: boolean;
};

/** One row of the change feed: what a copy must not be older than. Bulk changes are one row of kind `epoch`. */
export type Change =
  | { seq: number; atSeconds: number; kind: 'token' | 'user'; key: number; version: number }
  | { seq: number; atSeconds: number; kind: 'epoch'; epoch: Epoch };

/** What a bulk change matches; a field left out matches everything. */
export type Epoch = {
  ownerId?: number;
  project?: string;
  type?: TokenType;
  /** Only secrets made before this second. */
  issuedBefore?: number;
  /** Tokens whose rights follow their owner: a role, a group or a guard has changed. */
  people?: true;
  /** Tokens that are locked to this client. */
  client?: string;
  /** What was exchanged for this token, or for tokens of this trusted issuer. */
  parentId?: number;
  trustId?: number;
  /** Signed tokens: a key that signs them has been taken away. */
  signed?: true;
  /** No tokens at all: a property has changed, and what the edge has of it must not be older than this change. */
  property?: { id: number; change: number };
};

/** What of KV is to be written again after a bulk change: an index walk. */
export type WalkScope =
  | { ownerId: number }
  | { people: true }
  | { client: string }
  | { formerProject: string }
  | { parentId: number }
  | { trustId: number }
  /** No tokens: hostnames whose routes changed, by this change of this property. */
  | { hostnames: string[]; property: { id: number; change: number } };
