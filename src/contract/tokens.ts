import { z } from 'zod';
import { Fingerprint } from './clients.ts';
import { TokenRequest } from './dpop.ts';
import { Grants, Requirement } from './grants.ts';
import { MAX_SIGNED_LENGTH } from './signed-tokens.ts';
import { Instant, Slug, shown, text } from './text.ts';
import { REVOCATION_REASONS, TOKEN_FORMATS, TOKEN_SORTS, TOKEN_STATUSES, TOKEN_TYPES } from './token-types.ts';

const SlugOrAll = z.union([z.literal('*'), Slug]);
const Projects = z.array(SlugOrAll).min(1).max(50);
const Environments = z.array(SlugOrAll).min(1).max(20);
const AllowedIps = z.array(z.string().min(2).max(49)).max(50);
const AllowedOrigins = z.array(z.string().min(1).max(255)).max(50);
const Clients = z.array(Slug).max(64);
const When = z.string().min(1).max(40);
const TokenName = text(100, 1).meta({ example: 'marketing-reader' });
/** As it is told once; see token-format.ts. */
export const SecretText = shown(`web:production.jtn_${'0123456789abcdef'.repeat(4)}`);
const Description = text(255);
/** Who a signed token is for: what a resource server calls itself, mostly its address. */
export const Audience = z
  .array(z.string().regex(/^[\x21-\x7e]{1,255}$/, 'must be 1 to 255 visible ASCII characters'))
  .min(1)
  .max(10);
/** RFC 7638 with SHA-256, in base64url. */
export const Thumbprint = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'must be a SHA-256 JWK thumbprint in base64url');
const DpopKey = Thumbprint.meta({ description: 'Good only with proofs of this key: its RFC 7638 thumbprint (DPoP).' });

export const TokenId = z.string().max(32).meta({ example: 'tok_0a1b2c3d4e5' });
export const UserId = z.string().max(32).meta({ example: 'usr_0a1b2c3d4e5' });

export const CreateTokenBody = z
  .strictObject({
    type: z.enum(TOKEN_TYPES),
    name: TokenName,
    description: Description.optional(),
    project: SlugOrAll.optional().meta({ description: 'Short for a `projects` list of one.' }),
    projects: Projects.optional(),
    environments: Environments.optional(),
    grants: Grants.optional(),
    clients: Clients.optional().meta({ description: 'Good only for requests that prove to come from one of these.' }),
    allowedIps: AllowedIps.optional().meta({ description: 'CIDR blocks or addresses, v4 and v6.' }),
    allowedOrigins: AllowedOrigins.optional().meta({ description: 'Browser origins, or `*`.' }),
    notBefore: When.optional().meta({ description: 'RFC 3339.' }),
    expires: When.optional().meta({
      description: 'RFC 3339, `YYYY-MM-DD` (to the end of that day, UTC), `+N` days, `30d`, `24h`, or `never`.',
    }),
    format: z.enum(TOKEN_FORMATS).optional().meta({ description: '`jwt`: signed, so that others can check it.' }),
    audience: Audience.optional().meta({ description: 'Of a signed token, who takes it; left out: this deployment.' }),
    dpopKey: DpopKey.optional(),
    retrievable: z.boolean().optional(),
    s3: z.boolean().optional().meta({
      description:
        'It signs S3 requests at the gateway, and does nothing else; for types client and access. What it may do: grants on `bucket`, named `assets`, `assets/public/*` or `*`, to `read`, `write`, `delete` and `manage`.',
    }),
    owner: UserId.optional(),
  })
  .meta({
    id: 'CreateToken',
    example: {
      type: 'access',
      name: 'marketing-reader',
      project: 'default',
      environments: ['production'],
      grants: [{ resource: 'namespace', name: 'marketing', actions: ['read'] }],
      expires: '30d',
    },
  });
export type CreateTokenBody = z.infer<typeof CreateTokenBody>;

/** What may be changed of a token. Type, projects, environments and expiry are not here: they never change. */
export const PatchTokenBody = z
  .strictObject({
    name: TokenName.optional(),
    description: Description.nullable().optional(),
    grants: Grants.optional().meta({ description: 'Replaces the whole list.' }),
    clients: Clients.nullable().optional(),
    allowedIps: AllowedIps.nullable().optional(),
    allowedOrigins: AllowedOrigins.nullable().optional(),
    notBefore: When.nullable().optional(),
    dpopKey: DpopKey.nullable().optional(),
  })
  .refine((body) => Object.keys(body).length > 0, 'must change something')
  .meta({ id: 'PatchToken', example: { description: 'For the nightly job', allowedIps: ['192.0.2.0/24'] } });
export type PatchTokenBody = z.infer<typeof PatchTokenBody>;

export const Token = z
  .object({
    id: TokenId,
    type: z.enum(TOKEN_TYPES).meta({ example: 'access' }),
    name: shown('marketing-reader'),
    description: z.string().nullable(),
    status: z.enum(TOKEN_STATUSES),
    projects: z.array(shown('web')),
    environments: z.array(shown('production')),
    grants: Grants,
    clients: z.array(z.string()).nullable(),
    allowedIps: z.array(z.string()).nullable(),
    allowedOrigins: z.array(z.string()).nullable(),
    notBefore: Instant.nullable(),
    expires: Instant.nullable().meta({ description: 'null: never.', example: '2026-12-31T23:59:59.000Z' }),
    owner: UserId.nullable(),
    format: z.enum(TOKEN_FORMATS),
    audience: z.array(z.string()).nullable().meta({ description: 'Who a signed token is for.' }),
    dpopKey: z.string().nullable().meta({ description: 'The thumbprint of the key that the holder must prove.' }),
    derivedFrom: z
      .string()
      .nullable()
      .meta({ description: 'What it was exchanged from and ends with: a token, or a trusted issuer.' }),
    retrievable: z.boolean(),
    s3: z.boolean().meta({ description: 'It signs S3 requests, and does nothing else.' }),
    createdAt: Instant,
    refreshedAt: Instant.nullable(),
    previousSecretUntil: Instant.nullable().meta({
      description: 'While a refresh overlaps: the end of the old secret.',
    }),
    disabledAt: Instant.nullable(),
    revokedAt: Instant.nullable(),
    revocationReason: z.string().nullable(),
    lastUsedAt: Instant.nullable().meta({ description: 'Exact to about a minute; null: never.' }),
  })
  .meta({ id: 'Token' });
export type Token = z.infer<typeof Token>;

/** What signs S3 requests. The id is told in each of them; the secret is that of the token. */
const S3KeyPair = z
  .object({
    accessKeyId: shown('JTNA2B3C4D5E6F7G2H3J4K5L6M7N2P3Q4R5'),
    secretAccessKey: shown('wJalrXUtnFEMI-K7MDENG_bPxRfiCYzEXAMPLEKE'),
  })
  .meta({ id: 'S3KeyPair', description: 'Of a token with `s3`; `secret` is then its `secretAccessKey`.' });
export type S3KeyPair = z.infer<typeof S3KeyPair>;
/** A secret as its holder is told it. */
export const Told = z.object({ secret: SecretText, s3: S3KeyPair.optional() });
export type Told = z.infer<typeof Told>;

export const TokenWithSecret = Told.extend({ token: Token }).meta({ id: 'TokenWithSecret' });

/** What a holder, or whoever verifies, learns of a token: what it may do, where and until when. */
export const SelfToken = Token.pick({
  id: true,
  type: true,
  name: true,
  projects: true,
  environments: true,
  grants: true,
  clients: true,
  allowedIps: true,
  allowedOrigins: true,
  notBefore: true,
  expires: true,
  owner: true,
  format: true,
  audience: true,
  dpopKey: true,
  derivedFrom: true,
  s3: true,
  previousSecretUntil: true,
})
  .extend({
    daysLeft: z
      .number()
      .int()
      .nullable()
      .meta({ description: 'Whole days until `expires`; null: never ends.', example: 39 }),
  })
  .meta({ id: 'SelfToken' });
export type SelfToken = z.infer<typeof SelfToken>;

const Flag = z.enum(['true', 'false']);

export const ListTokensQuery = z.strictObject({
  q: text(100, 3).optional().meta({ description: 'Substring of name, description or owner; at least 3 characters.' }),
  type: z.enum(TOKEN_TYPES).optional(),
  project: Slug.optional(),
  environment: Slug.optional(),
  namespace: Slug.optional(),
  owner: UserId.optional(),
  status: z
    .enum(TOKEN_STATUSES)
    .optional()
    .meta({ description: 'Left out: all that have not expired or been revoked.' }),
  expiringBefore: When.optional().meta({ description: 'The forms of `expires`: `2026-12-31`, `30d`, …' }),
  unused: Flag.optional().meta({ description: '`true`: only what was never used.' }),
  overlapping: Flag.optional().meta({
    description: '`true`: only what was refreshed, while the old secret still works.',
  }),
  count: Flag.optional().meta({
    description: '`false`: nothing is counted, and `total` is null: a page costs less so.',
  }),
  sort: z.enum(TOKEN_SORTS).default('-created'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(512).optional(),
});
export type ListTokensQuery = z.infer<typeof ListTokensQuery>;

export const TokenList = z
  .object({
    items: z.array(Token),
    total: z.number().int().nullable().meta({ description: 'null with `count=false`.', example: 1 }),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'TokenList' });

export const RevocationReason = z.enum(REVOCATION_REASONS);
export type RevocationReason = z.infer<typeof RevocationReason>;

export const RevokeQuery = z.strictObject({ reason: RevocationReason.default('unspecified') });

const Overlap = z
  .union([z.literal(0), When])
  .optional()
  .meta({ description: 'How long the old secret still works: `24h`; 0, the default, ends it at once.' });

/** A holder replaces its secret; how long the token lives is for others to say. */
export const SelfRefreshBody = z
  .strictObject({ overlap: Overlap })
  .meta({ id: 'SelfRefresh', example: { overlap: '24h' } });

export const RefreshTokenBody = z
  .strictObject({
    overlap: Overlap,
    expires: When.optional().meta({
      description: 'A new end of life, in the forms of `expires` at creation; left out: the end stays.',
    }),
  })
  .meta({ id: 'RefreshToken', example: { overlap: '24h' } });
export type RefreshTokenBody = z.infer<typeof RefreshTokenBody>;

export const BulkRevokeBody = z
  .strictObject({
    owner: UserId.optional(),
    project: Slug.optional(),
    type: z.enum(TOKEN_TYPES).optional(),
    issuedBefore: When.optional().meta({ description: 'RFC 3339; left out: all that there are.' }),
    reason: RevocationReason.default('unspecified'),
  })
  .refine(
    (body) =>
      body.owner !== undefined ||
      body.project !== undefined ||
      body.type !== undefined ||
      body.issuedBefore !== undefined,
    'must name at least one of owner, project, type and issuedBefore',
  )
  .meta({ id: 'BulkRevoke', example: { project: 'web', reason: 'key_compromise' } });
export type BulkRevokeBody = z.infer<typeof BulkRevokeBody>;
export const BulkRevoked = z.object({ revoked: z.number().int() }).meta({ id: 'BulkRevoked' });

export const CONSISTENCIES = ['edge', 'bounded', 'strict'] as const;
export type Consistency = (typeof CONSISTENCIES)[number];

export const VerifyTokenBody = z
  .strictObject({
    token: z.string().min(1).max(MAX_SIGNED_LENGTH),
    project: Slug.optional().meta({
      description: 'Where `require` is asked, for tokens whose owner has roles by project.',
    }),
    environment: Slug.optional(),
    require: z.array(Requirement).max(20).optional(),
    address: z.string().max(45).optional().meta({ description: "The holder's address, for `allowedIps`." }),
    origin: z.string().max(255).optional().meta({ description: "The holder's origin, for `allowedOrigins`." }),
    certificate: Fingerprint.optional().meta({ description: "The holder's client certificate, for `clients`." }),
    audience: z.string().max(255).optional().meta({ description: 'Who asks, as a signed token must name it.' }),
    dpop: TokenRequest.optional().meta({ description: "The holder's request, for tokens that are bound to a key." }),
    consistency: z.enum(CONSISTENCIES).optional(),
  })
  .meta({
    id: 'VerifyToken',
    example: {
      token: `web:production.jtn_${'0123456789abcdef'.repeat(4)}`,
      environment: 'production',
      require: [{ resource: 'namespace', name: 'marketing', action: 'read' }],
    },
  });
export type VerifyTokenBody = z.infer<typeof VerifyTokenBody>;

export const Verification = z
  .object({
    active: z.boolean().meta({ example: true }),
    code: z.string().nullable().meta({ description: 'Why it is refused, an error code; null when active.' }),
    token: SelfToken.optional(),
    nonce: z.string().optional().meta({ description: 'With `use_dpop_nonce`: what the proof must hold.' }),
  })
  .meta({ id: 'Verification' });

export const Secret = Told.meta({ id: 'Secret' });

/** RFC draft Idempotency-Key, bounded. */
export const IdempotencyKey = z
  .string()
  .regex(/^[\x21-\x7e]{1,128}$/, 'must be 1 to 128 visible ASCII characters')
  .meta({
    description: 'The same key with the same body repeats a lost answer instead of doing it twice; for 24 hours.',
  });
