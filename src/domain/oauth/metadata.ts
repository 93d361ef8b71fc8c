import { DPOP_ALGORITHMS } from '../../contract/dpop.ts';
import { type AuthorizationServerMetadata, GRANT_TYPES, type ProtectedResourceMetadata } from '../../contract/oauth.ts';
import { SIGNING_ALGORITHMS } from '../../contract/signed-tokens.ts';

const BY_SECRET = ['client_secret_basic', 'client_secret_post'];

/** What OAuth clients need to know of a deployment, RFC 8414. */
export function authorizationServerOf(issuer: string): AuthorizationServerMetadata {
  return {
    issuer,
    token_endpoint: `${issuer}/oauth/token`,
    jwks_uri: `${issuer}/.well-known/jwks.json`,
    introspection_endpoint: `${issuer}/oauth/introspect`,
    revocation_endpoint: `${issuer}/oauth/revoke`,
    grant_types_supported: [...GRANT_TYPES],
    // Section 3.2 leaves out what is empty, but section 2 requires this one, and so do clients.
    response_types_supported: [],
    token_endpoint_auth_methods_supported: [...BY_SECRET, 'none'],
    introspection_endpoint_auth_methods_supported: BY_SECRET,
    revocation_endpoint_auth_methods_supported: [...BY_SECRET, 'none'],
    introspection_signing_alg_values_supported: [...SIGNING_ALGORITHMS],
    dpop_signing_alg_values_supported: DPOP_ALGORITHMS,
    service_documentation: `${issuer}/docs`,
  };
}

/** What the deployment says of itself as a protected resource, RFC 9728: it takes its own tokens. */
export function protectedResourceOf(issuer: string): ProtectedResourceMetadata {
  return {
    resource: issuer,
    resource_name: 'Jeton',
    authorization_servers: [issuer],
    bearer_methods_supported: ['header'],
    dpop_signing_alg_values_supported: DPOP_ALGORITHMS,
    dpop_bound_access_tokens_required: false,
    resource_documentation: `${issuer}/docs`,
  };
}
