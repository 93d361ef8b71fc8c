import { z } from 'zod';
import { ClaimPattern } from './claim-patterns.ts';
import { Grants } from './grants.ts';
import { Instant, Slug, shown, text } from './text.ts';
import { Audience, UserId } from './tokens.ts';

/** Issuers that give tokens to everybody's jobs: which claims say whose, and how many of their first parts. */
export const SHARED_ISSUERS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'https://token.actions.githubusercontent.com': {
    sub: 2,
    repository: 1,
    repository_id: 1,
    repository_owner: 1,
    repository_owner_id: 1,
    job_workflow_ref: 1,
  },
  'https://gitlab.com': {
    sub: 2,
    project_path: 1,
    project_id: 1,
    namespace_path: 1,
    namespace_id: 1,
  },
};
export const GITHUB_ISSUER = 'https://token.actions.githubusercontent.com';
export const GITLAB_ISSUER = 'https://gitlab.com';

/** Each lasts as long as people remember it; the tokens of one issuer are held against all that name it. */
export const MAX_TRUSTED_ISSUERS = 1000;
/** These say for whom and how long a token is, and are checked as such. */
const CHECKED_CLAIMS: readonly string[] = ['iss', 'aud', 'exp', 'nbf', 'iat', 'jti'];

const ClaimName = z
  .string()
  .regex(
    /^[A-Za-z][A-Za-z0-9_.:/-]{0,63}$/,
    'must be 1 to 64 of letters, digits, _ . : / and -, and begin with a letter',
  )
  .refine((name) => !CHECKED_CLAIMS.includes(name), 'is checked by itself; name another claim');
const Claims = z
  .record(ClaimName, z.array(ClaimPattern).min(1).max(20))
  .refine(
    (claims) => Object.keys(claims).length >= 1,
    'must name a claim: without one, every token of the issuer is let in',
  )
  .refine((claims) => Object.keys(claims).length <= 20, 'must name 20 claims at most')
  .meta({
    description: 'What the token must say. Each claim that is named must be a string that matches one of its patterns.',
    example: { repository: ['acme/shop'], ref: ['refs/heads/main'] },
  });
const Name = text(60, 1).meta({ example: 'shop deployments' });
const Issuer = z
  .string()
  .min(8)
  .max(255)
  .meta({ description: 'The `iss` of its tokens, letter by letter: an https URL.', example: GITHUB_ISSUER });
const AskedAudience = z
  .string()
  .regex(/^[\x21-\x7e]{1,255}$/, 'must be 1 to 255 visible ASCII characters')
  .meta({
    description:
      'What the `aud` of its tokens must hold: a name that nobody else goes by, such as the address of this deployment.',
    example: 'https://jeton.example.com',
  });
const Environments = z.array(Slug).min(1).max(20);
const GivenGrants = Grants.min(1);
const TokenAudience = Audience.meta({
  description:
    'Whom the tokens are for; others cannot be asked for. Left out: what is asked for, else this deployment.',
});
const TokenMinutes = z.number().int().min(1).max(1440).meta({
  description: 'How long they live, EXCHANGED_TOKEN_MINUTES at most; left out: as long as that.',
});

export const TrustedIssuerId = z.string().max(32).meta({ example: 'tru_0000000001a' });

export const CreateTrustedIssuerBody = z
  .strictObject({
    name: Name,
    issuer: Issuer,
    audience: AskedAudience,
    claims: Claims,
    project: Slug,
    environments: Environments,
    grants: GivenGrants,
    tokenAudience: TokenAudience.optional(),
    tokenMinutes: TokenMinutes.optional(),
  })
  .meta({
    id: 'CreateTrustedIssuer',
    example: {
      name: 'shop deployments',
      issuer: GITHUB_ISSUER,
      audience: 'https://jeton.example.com',
      claims: { repository: ['acme/shop'], ref: ['refs/heads/main'] },
      project: 'default',
      environments: ['production'],
      grants: [{ resource: 'namespace', name: 'marketing', actions: ['read'] }],
    },
  });
export type CreateTrustedIssuerBody = z.infer<typeof CreateTrustedIssuerBody>;

/** Whom it trusts and for which project never changes: that would be another one. */
export const PatchTrustedIssuerBody = z
  .strictObject({
    name: Name.optional(),
    audience: AskedAudience.optional(),
    claims: Claims.optional(),
    environments: Environments.optional(),
    grants: GivenGrants.optional(),
    tokenAudience: TokenAudience.nullable().optional(),
    tokenMinutes: TokenMinutes.optional(),
    enabled: z.boolean().optional(),
  })
  .refine((body) => Object.keys(body).length > 0, 'must change something')
  .meta({ id: 'PatchTrustedIssuer', example: { enabled: false } });
export type PatchTrustedIssuerBody = z.infer<typeof PatchTrustedIssuerBody>;

export const TrustedIssuer = z
  .object({
    id: TrustedIssuerId,
    name: shown('shop deployments'),
    issuer: shown(GITHUB_ISSUER),
    audience: shown('https://jeton.example.com'),
    claims: z.record(z.string(), z.array(z.string())).meta({ example: { repository: ['acme/shop'] } }),
    project: shown('web'),
    environments: z.array(shown('production')),
    grants: Grants,
    tokenAudience: z.array(z.string()).nullable(),
    tokenMinutes: z.number().int().meta({ example: 15 }),
    enabled: z.boolean().meta({ example: true }),
    disabledAt: Instant.nullable(),
    owner: UserId.nullable().meta({ description: 'Whose the tokens are; disabled, it gives none.' }),
    createdBy: shown('usr_0a1b2c3d4e5'),
    createdAt: Instant,
    changedAt: Instant,
  })
  .meta({ id: 'TrustedIssuer' });
export type TrustedIssuer = z.infer<typeof TrustedIssuer>;

export const ListTrustedIssuersQuery = z.strictObject({
  project: Slug.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(512).optional(),
});
export type ListTrustedIssuersQuery = z.infer<typeof ListTrustedIssuersQuery>;

export const TrustedIssuerList = z
  .object({ items: z.array(TrustedIssuer), total: z.number().int(), nextCursor: z.string().nullable() })
  .meta({ id: 'TrustedIssuerList' });
