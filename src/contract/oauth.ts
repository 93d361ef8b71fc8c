import { z } from 'zod';
import { SIGNING_ALGORITHMS } from './signed-tokens.ts';
import { Slug, shown } from './text.ts';
import { VerifyTokenBody } from './tokens.ts';

/** Error codes of ours that are error codes of OAuth too, by the same name: RFC 6749 5.2, RFC 7009 2.2.1, RFC 8707 2. */
export const OAUTH_CODES = [
  'invalid_client',
  'unauthorized_client',
  'unsupported_grant_type',
  'unsupported_token_type',
  'invalid_scope',
  'invalid_target',
] as const;
export type OAuthCode = (typeof OAUTH_CODES)[number];

/** `error` of an answer; the last two are RFC 9449's. */
export const OAUTH_ERRORS = [...OAUTH_CODES, 'invalid_request', 'invalid_dpop_proof', 'use_dpop_nonce'] as const;
export type OAuthErrorName = (typeof OAUTH_ERRORS)[number];

/** RFC 6749 section 5.2, with members of ours. */
export const OAuthError = z
  .object({
    error: z.enum(OAUTH_ERRORS),
    error_description: shown('The token expired at 2026-11-22T12:00:00.000Z.'),
    code: shown('token_expired').meta({
      description: 'What exactly, as in problem documents: `token_expired` under `invalid_client`.',
    }),
    fix: shown('Create a new token; an expired one cannot be brought back.'),
    requestId: shown('req_9b2f8c1e-0d52-4f43-9c1a-2f6a4d1c7e55'),
  })
  .meta({ id: 'OAuthError' });
export type OAuthError = z.infer<typeof OAuthError>;

export const CLIENT_CREDENTIALS = 'client_credentials';
export const TOKEN_EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange';
export const GRANT_TYPES = [CLIENT_CREDENTIALS, TOKEN_EXCHANGE] as const;

/** RFC 8693 section 3: an access token is ours, the others are of a trusted issuer. */
export const SUBJECT_TOKEN_TYPES = {
  accessToken: 'urn:ietf:params:oauth:token-type:access_token',
  jwt: 'urn:ietf:params:oauth:token-type:jwt',
  idToken: 'urn:ietf:params:oauth:token-type:id_token',
} as const;
const { accessToken, jwt, idToken } = SUBJECT_TOKEN_TYPES;

/** The largest ID token that CI systems give is about 2 kB. */
const MAX_SUBJECT_LENGTH = 8192;
const Word = z.string().max(255);
const ClientId = Word.optional().meta({
  description: 'The id of a token, `tok_…`; of a trusted issuer, `tru_…`, where its token is exchanged.',
});
const ClientSecret = z
  .string()
  .max(4096)
  .optional()
  .meta({ description: "That token's secret, unless sent by Basic." });
const Names = (what: string) => z.array(Word).max(20).optional().meta({ description: what });

/** The form of `POST /oauth/token`: RFC 6749 section 4.4, RFC 8693 section 2.1, RFC 8707. Others are ignored. */
export const TokenForm = z
  .object({
    grant_type: Word.meta({
      description: `\`${CLIENT_CREDENTIALS}\` or \`${TOKEN_EXCHANGE}\``,
      example: TOKEN_EXCHANGE,
    }),
    scope: z.string().max(8192).optional().meta({
      description: 'What of its grants the token shall have: `namespace:marketing:read orders:read`; left out: all.',
    }),
    audience: Names('Who takes the token; left out: this deployment.'),
    resource: Names('The same as an absolute URI.'),
    requested_expiry: z
      .string()
      .regex(/^[1-9]\d{0,8}$/, 'must be a whole number of seconds')
      .optional()
      .meta({ description: 'The wished-for `expires_in`, in seconds. Less may be given, never more.' }),
    project: Slug.optional().meta({ description: 'One of its projects; left out: all.' }),
    environment: z.array(Slug).max(20).optional().meta({ description: 'Some of its environments; left out: all.' }),
    client_id: ClientId,
    client_secret: ClientSecret,
    subject_token: z.string().max(MAX_SUBJECT_LENGTH).optional(),
    subject_token_type: Word.optional().meta({
      description: `\`${accessToken}\`, \`${idToken}\` or \`${jwt}\``,
      example: accessToken,
    }),
    requested_token_type: Word.optional().meta({
      description: `\`${accessToken}\` or \`${jwt}\``,
      example: accessToken,
    }),
    actor_token: Word.optional().meta({ description: 'Not taken: there is no delegation.' }),
  })
  .meta({ id: 'TokenForm' });
export type TokenForm = z.infer<typeof TokenForm>;

/** RFC 6749 section 5.1 and RFC 8693 section 2.2.1. */
export const IssuedToken = z
  .object({
    access_token: shown('eyJhbGciOiJFZERTQSIsInR5cCI6ImF0K2p3dCJ9.eyJzdWIiOiJ0b2tfMGExYjJjM2Q0ZTUifQ.c2lnbmF0dXJl'),
    issued_token_type: z.enum([accessToken, jwt]).optional().meta({ description: 'With token exchange.' }),
    token_type: z.enum(['Bearer', 'DPoP']),
    expires_in: z.number().int().meta({ description: 'Seconds.' }),
    scope: z.string().optional().meta({ description: 'Left out where the token grants nothing.' }),
  })
  .meta({ id: 'IssuedToken' });
export type IssuedToken = z.infer<typeof IssuedToken>;

const AnyToken = z
  .string()
  .min(1)
  .max(MAX_SUBJECT_LENGTH)
  .meta({ example: `web:production.jtn_${'0123456789abcdef'.repeat(4)}` });

const Context = VerifyTokenBody.pick({
  project: true,
  environment: true,
  address: true,
  origin: true,
  certificate: true,
});

/** RFC 7662 section 2.1; what it calls "other parameters" are those of `POST /v1/tokens/verify`. */
export const IntrospectionForm = z
  .object({
    token: AnyToken,
    token_type_hint: Word.optional().meta({ description: 'Ignored: there is one type.' }),
    ...Context.shape,
    client_id: ClientId,
    client_secret: ClientSecret,
  })
  .meta({ id: 'IntrospectionForm' });
export type IntrospectionForm = z.infer<typeof IntrospectionForm>;

/** RFC 7662 section 2.2: `{active: false}` and nothing more, or all that there is to know. Times are seconds. */
export const Introspection = z
  .object({
    active: z.boolean(),
    scope: z.string().optional(),
    client_id: z.string().optional(),
    token_type: z.enum(['Bearer', 'DPoP']).optional(),
    exp: z.number().int().optional(),
    iat: z.number().int().optional(),
    nbf: z.number().int().optional(),
    sub: z.string().optional(),
    aud: z.array(z.string()).optional(),
    iss: z.string().optional(),
    jti: z.string().optional(),
    cnf: z.object({ jkt: z.string() }).optional(),
    projects: z.array(z.string()).optional(),
    environments: z.array(z.string()).optional(),
  })
  .meta({ id: 'Introspection' });
export type Introspection = z.infer<typeof Introspection>;

/** RFC 9701 section 4. */
export const INTROSPECTION_JWT = 'application/token-introspection+jwt';

/** RFC 7009 section 2.1. */
export const RevocationForm = z
  .object({
    token: AnyToken,
    token_type_hint: Word.optional().meta({ description: 'Ignored: there is one type.' }),
    client_id: ClientId,
    client_secret: ClientSecret,
  })
  .meta({ id: 'RevocationForm' });

const Strings = z.array(z.string());
const ClientMethods = Strings.meta({ example: ['client_secret_basic', 'client_secret_post'] });
const DpopAlgorithms = Strings.meta({ example: ['ES256', 'EdDSA'] });

/** RFC 8414 section 2. */
export const AuthorizationServerMetadata = z
  .object({
    issuer: z.url(),
    token_endpoint: z.url(),
    jwks_uri: z.url(),
    introspection_endpoint: z.url(),
    revocation_endpoint: z.url(),
    grant_types_supported: z.array(z.enum(GRANT_TYPES)),
    response_types_supported: Strings.meta({
      description: 'None: there is no authorization endpoint.',
      example: [],
    }),
    token_endpoint_auth_methods_supported: ClientMethods,
    introspection_endpoint_auth_methods_supported: ClientMethods,
    revocation_endpoint_auth_methods_supported: ClientMethods,
    introspection_signing_alg_values_supported: z.array(z.enum(SIGNING_ALGORITHMS)),
    dpop_signing_alg_values_supported: DpopAlgorithms,
    service_documentation: z.url(),
  })
  .meta({ id: 'AuthorizationServerMetadata' });
export type AuthorizationServerMetadata = z.infer<typeof AuthorizationServerMetadata>;

/** RFC 9728 section 2. */
export const ProtectedResourceMetadata = z
  .object({
    resource: z.url(),
    resource_name: shown('Jeton'),
    authorization_servers: z.array(z.url()),
    bearer_methods_supported: Strings.meta({ example: ['header'] }),
    dpop_signing_alg_values_supported: DpopAlgorithms,
    dpop_bound_access_tokens_required: z.boolean(),
    resource_documentation: z.url(),
  })
  .meta({ id: 'ProtectedResourceMetadata' });
export type ProtectedResourceMetadata = z.infer<typeof ProtectedResourceMetadata>;
