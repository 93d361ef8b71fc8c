// Made of the OpenAPI document by scripts/generate-client.ts; not to be edited by hand.

/** Method, path, what is sent, and what comes back. */
export const OPERATIONS = {
  activateProperty: ['POST', '/v1/properties/{id}/activations', 'json', 'json'],
  addGroupMember: ['PUT', '/v1/groups/{group}/members/{user}', 'none', 'json'],
  authorizationServerMetadata: ['GET', '/.well-known/oauth-authorization-server', 'none', 'json'],
  createAccessKey: ['POST', '/v1/access-keys', 'json', 'json'],
  createAccessKeyLookup: ['POST', '/v1/access-keys/lookups', 'json', 'json'],
  createAccessKeyVersion: ['POST', '/v1/access-keys/{uid}/versions', 'json', 'json'],
  createClient: ['POST', '/v1/clients', 'json', 'json'],
  createEnvironment: ['POST', '/v1/environments', 'json', 'json'],
  createGroup: ['POST', '/v1/groups', 'json', 'json'],
  createNamespace: ['POST', '/v1/projects/{project}/namespaces', 'json', 'json'],
  createProject: ['POST', '/v1/projects', 'json', 'json'],
  createProperty: ['POST', '/v1/properties', 'json', 'json'],
  createPropertyVersion: ['POST', '/v1/properties/{id}/versions', 'json', 'json'],
  createRole: ['POST', '/v1/roles', 'json', 'json'],
  createSubscription: ['POST', '/v1/subscriptions', 'json', 'json'],
  createToken: ['POST', '/v1/tokens', 'json', 'json'],
  createTrustedIssuer: ['POST', '/v1/trusted-issuers', 'json', 'json'],
  createUser: ['POST', '/v1/users', 'json', 'json'],
  deleteAccessKey: ['DELETE', '/v1/access-keys/{uid}', 'none', 'none'],
  deleteAccessKeyVersion: ['DELETE', '/v1/access-keys/{uid}/versions/{version}', 'none', 'json'],
  deleteClient: ['DELETE', '/v1/clients/{client}', 'none', 'none'],
  deleteEnvironment: ['DELETE', '/v1/environments/{environment}', 'none', 'none'],
  deleteGroup: ['DELETE', '/v1/groups/{group}', 'none', 'none'],
  deleteItem: ['DELETE', '/v1/projects/{project}/namespaces/{namespace}/items/{key}', 'none', 'none'],
  deleteNamespace: ['DELETE', '/v1/projects/{project}/namespaces/{namespace}', 'none', 'none'],
  deleteProject: ['DELETE', '/v1/projects/{project}', 'none', 'none'],
  deleteProperty: ['DELETE', '/v1/properties/{id}', 'none', 'none'],
  deleteRole: ['DELETE', '/v1/roles/{name}', 'none', 'none'],
  deleteSubscription: ['DELETE', '/v1/subscriptions/{id}', 'none', 'none'],
  deleteTrustedIssuer: ['DELETE', '/v1/trusted-issuers/{id}', 'none', 'none'],
  deleteUser: ['DELETE', '/v1/users/{id}', 'none', 'none'],
  disableToken: ['POST', '/v1/tokens/{id}/disable', 'none', 'json'],
  enableToken: ['POST', '/v1/tokens/{id}/enable', 'none', 'json'],
  exportEvents: ['GET', '/v1/events.ndjson', 'none', 'stream'],
  getAccessKey: ['GET', '/v1/access-keys/{uid}', 'none', 'json'],
  getAccessKeyLookup: ['GET', '/v1/access-keys/lookups/{id}', 'none', 'json'],
  getAccessKeyRequest: ['GET', '/v1/access-keys/requests/{id}', 'none', 'json'],
  getAccessKeyVersion: ['GET', '/v1/access-keys/{uid}/versions/{version}', 'none', 'json'],
  getClient: ['GET', '/v1/clients/{client}', 'none', 'json'],
  getEnvironment: ['GET', '/v1/environments/{environment}', 'none', 'json'],
  getGroup: ['GET', '/v1/groups/{group}', 'none', 'json'],
  getItem: ['GET', '/v1/projects/{project}/namespaces/{namespace}/items/{key}', 'none', 'stream'],
  getMember: ['GET', '/v1/projects/{project}/members/{user}', 'none', 'json'],
  getNamespace: ['GET', '/v1/projects/{project}/namespaces/{namespace}', 'none', 'json'],
  getOwnUser: ['GET', '/v1/users/self', 'none', 'json'],
  getProject: ['GET', '/v1/projects/{project}', 'none', 'json'],
  getProperty: ['GET', '/v1/properties/{id}', 'none', 'json'],
  getPropertyVersion: ['GET', '/v1/properties/{id}/versions/{n}', 'none', 'json'],
  getRole: ['GET', '/v1/roles/{name}', 'none', 'json'],
  getSelf: ['GET', '/v1/tokens/self', 'none', 'json'],
  getSettings: ['GET', '/v1/settings', 'none', 'json'],
  getSubscription: ['GET', '/v1/subscriptions/{id}', 'none', 'json'],
  getToken: ['GET', '/v1/tokens/{id}', 'none', 'json'],
  getTrustedIssuer: ['GET', '/v1/trusted-issuers/{id}', 'none', 'json'],
  getUser: ['GET', '/v1/users/{id}', 'none', 'json'],
  health: ['GET', '/health', 'none', 'json'],
  importTokens: ['POST', '/v1/tokens/import', 'json', 'json'],
  introspectToken: ['POST', '/oauth/introspect', 'form', 'json'],
  jwks: ['GET', '/.well-known/jwks.json', 'none', 'json'],
  listAccessKeyVersionProperties: ['GET', '/v1/access-keys/{uid}/versions/{version}/properties', 'none', 'json'],
  listAccessKeyVersions: ['GET', '/v1/access-keys/{uid}/versions', 'none', 'json'],
  listAccessKeys: ['GET', '/v1/access-keys', 'none', 'json'],
  listActivations: ['GET', '/v1/properties/{id}/activations', 'none', 'json'],
  listClients: ['GET', '/v1/clients', 'none', 'json'],
  listEnvironments: ['GET', '/v1/environments', 'none', 'json'],
  listEvents: ['GET', '/v1/events', 'none', 'json'],
  listGroupMembers: ['GET', '/v1/groups/{group}/members', 'none', 'json'],
  listGroups: ['GET', '/v1/groups', 'none', 'json'],
  listItems: ['GET', '/v1/projects/{project}/namespaces/{namespace}/items', 'none', 'json'],
  listMembers: ['GET', '/v1/projects/{project}/members', 'none', 'json'],
  listNamespaces: ['GET', '/v1/projects/{project}/namespaces', 'none', 'json'],
  listNotifications: ['GET', '/v1/notifications', 'none', 'json'],
  listProjects: ['GET', '/v1/projects', 'none', 'json'],
  listProperties: ['GET', '/v1/properties', 'none', 'json'],
  listPropertyVersions: ['GET', '/v1/properties/{id}/versions', 'none', 'json'],
  listRequests: ['GET', '/v1/requests', 'none', 'json'],
  listRoles: ['GET', '/v1/roles', 'none', 'json'],
  listShares: ['GET', '/v1/tokens/{id}/shares', 'none', 'json'],
  listSigningKeys: ['GET', '/v1/signing-keys', 'none', 'json'],
  listSubscriptions: ['GET', '/v1/subscriptions', 'none', 'json'],
  listSweeps: ['GET', '/v1/sweeps', 'none', 'json'],
  listTokenEvents: ['GET', '/v1/tokens/{id}/events', 'none', 'json'],
  listTokenExpirations: ['GET', '/v1/tokens/expirations', 'none', 'json'],
  listTokenUses: ['GET', '/v1/tokens/{id}/uses', 'none', 'json'],
  listTokens: ['GET', '/v1/tokens', 'none', 'json'],
  listTrustedIssuers: ['GET', '/v1/trusted-issuers', 'none', 'json'],
  listUsers: ['GET', '/v1/users', 'none', 'json'],
  oauthToken: ['POST', '/oauth/token', 'form', 'json'],
  patchClient: ['PATCH', '/v1/clients/{client}', 'json', 'json'],
  patchNamespace: ['PATCH', '/v1/projects/{project}/namespaces/{namespace}', 'json', 'json'],
  patchProject: ['PATCH', '/v1/projects/{project}', 'json', 'json'],
  patchToken: ['PATCH', '/v1/tokens/{id}', 'json', 'json'],
  propertySchema: ['GET', '/schemas/property.json', 'none', 'json'],
  protectedResourceMetadata: ['GET', '/.well-known/oauth-protected-resource', 'none', 'json'],
  putItem: ['PUT', '/v1/projects/{project}/namespaces/{namespace}/items/{key}', 'bytes', 'none'],
  putMember: ['PUT', '/v1/projects/{project}/members/{user}', 'json', 'json'],
  redeemShare: ['POST', '/v1/shares/{code}/redeem', 'none', 'json'],
  redeliverNotification: ['POST', '/v1/notifications/{id}/redeliver', 'none', 'json'],
  refreshSelf: ['POST', '/v1/tokens/self/refresh', 'json', 'json'],
  refreshToken: ['POST', '/v1/tokens/{id}/refresh', 'json', 'json'],
  removeGroupMember: ['DELETE', '/v1/groups/{group}/members/{user}', 'none', 'none'],
  removeMember: ['DELETE', '/v1/projects/{project}/members/{user}', 'none', 'none'],
  removeSigningKey: ['DELETE', '/v1/signing-keys/{kid}', 'none', 'none'],
  revealSecret: ['GET', '/v1/tokens/{id}/secret', 'none', 'json'],
  revokeSelf: ['DELETE', '/v1/tokens/self', 'none', 'none'],
  revokeShare: ['DELETE', '/v1/tokens/{id}/shares/{share}', 'none', 'none'],
  revokeToken: ['DELETE', '/v1/tokens/{id}', 'none', 'none'],
  revokeTokenByValue: ['POST', '/oauth/revoke', 'form', 'none'],
  revokeTokens: ['POST', '/v1/tokens/revoke', 'json', 'json'],
  rotateSigningKey: ['POST', '/v1/signing-keys', 'json', 'json'],
  rotateSubscriptionSecret: ['POST', '/v1/subscriptions/{id}/rotate-secret', 'json', 'json'],
  runSweep: ['POST', '/v1/sweeps', 'json', 'json'],
  savePropertyVersion: ['PUT', '/v1/properties/{id}/versions/{n}', 'json', 'json'],
  setUp: ['POST', '/v1/setup', 'json', 'json'],
  shareToken: ['POST', '/v1/tokens/{id}/share', 'json', 'json'],
  statusList: ['GET', '/.well-known/status-lists/{n}', 'none', 'stream'],
  testSubscription: ['POST', '/v1/subscriptions/{id}/test', 'none', 'json'],
  updateGroup: ['PATCH', '/v1/groups/{group}', 'json', 'json'],
  updateOwnUser: ['PATCH', '/v1/users/self', 'json', 'json'],
  updateRole: ['PATCH', '/v1/roles/{name}', 'json', 'json'],
  updateSubscription: ['PATCH', '/v1/subscriptions/{id}', 'json', 'json'],
  updateTrustedIssuer: ['PATCH', '/v1/trusted-issuers/{id}', 'json', 'json'],
  updateUser: ['PATCH', '/v1/users/{id}', 'json', 'json'],
  verifyEvents: ['GET', '/v1/events/verify', 'none', 'json'],
  verifyToken: ['POST', '/v1/tokens/verify', 'json', 'json'],
} as const;

/** What every call that presents a token may be refused with. */
export type TokenCode = 'address_not_allowed' | 'https_required' | 'internal_error' | 'invalid_dpop_proof' | 'invalid_token' | 'origin_not_allowed' | 'rate_limited' | 'token_disabled' | 'token_expired' | 'token_not_yet_valid' | 'token_replaced' | 'token_revoked' | 'unavailable' | 'use_dpop_nonce' | 'wrong_client';

/** What each call may be refused with. */
export type Codes = {
  activateProperty: TokenCode | 'conflict' | 'insufficient_scope' | 'invalid_request' | 'not_found' | 'payload_too_large' | 'unauthenticated' | 'wrong_token_type';
  addGroupMember: TokenCode | 'insufficient_scope' | 'invalid_request' | 'not_found' | 'unauthenticated' | 'wrong_token_type';
  authorizationServerMetadata: 'https_required' | 'internal_error' | 'invalid_request' | 'not_found' | 'unavailable';
  createAccessKey: TokenCode | 'conflict' | 'insufficient_scope' | 'invalid_request' | 'limit_reached' | 'payload_too_large' | 'unauthenticated' | 'wrong_token_type';
  createAccessKeyLookup: TokenCode | 'invalid_request' | 'not_found' | 'payload_too_large' | 'unauthenticated' | 'wrong_token_type';
  createAccessKeyVersion: TokenCode | 'conflict' | 'insufficient_scope' | 'invalid_request' | 'limit_reached' | 'not_found' | 'payload_too_large' | 'unauthenticated' | 'wrong_token_type';
  createClient: TokenCode | 'conflict' | 'insufficient_scope' | 'invalid_request' | 'payload_too_large' | 'unauthenticated' | 'wrong_token_type';
  createEnvironment: TokenCode | 'conflict' | 'insufficient_scope' | 'invalid_request' | 'payload_too_large' | 'unauthenticated' | 'wrong_token_type';
  createGroup: TokenCode | 'conflict' | 'insufficient_scope' | 'invalid_request' | 'payload_too_large' | 'unauthenticated' | 'wrong_token_type';
  createNamespace: TokenCode | 'conflict' | 'insufficient_scope' | 'invalid_request' | 'not_found' | 'payload_too_large' | 'unauthenticated' | 'wrong_token_type';
  createProject: TokenCode | 'conflict' | 'insufficient_scope' | 'invalid_request' | 'payload_too_large' | 'unauthenticated' | 'wrong_token_type';
  createProperty: TokenCode | 'conflict' | 'insufficient_scope' | 'invalid_request' | 'limit_reached' | 'payload_too_large' | 'unauthenticated' | 'wrong_token_type';
  createPropertyVersion: TokenCode | 'insufficient_scope' | 'invalid_request' | 'limit_reached' | 'not_found' | 'payload_too_large' | 'unauthenticated' | 'wrong_token_type';
  createRole: TokenCode | 'conflict' | 'insufficient_scope' | 'invalid_request' | 'limit_reached' | 'payload_too_large' | 'unauthenticated' | 'wrong_token_type';
  createSubscription: TokenCode | 'conflict' | 'insufficient_scope' | 'invalid_request' | 'limit_reached' | 'payload_too_large' | 'unauthenticated' | 'wrong_token_type';
  createToken: TokenCode | 'conflict' | 'idempotency_mismatch' | 'insufficient_scope' | 'invalid_request' | 'limit_reached' | 'payload_too_large' | 'unauthenticated' | 'wrong_token_type';
  createTrustedIssuer: TokenCode | 'insufficient_scope' | 'invalid_request' | 'limit_reached' | 'payload_too_large' | 'unauthenticated' | 'wrong_token_type';
  createUser: TokenCode | 'conflict' | 'insufficient_scope' | 'invalid_request' | 'payload_too_large' | 'unauthenticated' | 'wrong_token_type';
  deleteAccessKey: TokenCode | 'conflict' | 'insufficient_scope' | 'invalid_request' | 'not_found' | 'unauthenticated' | 'wrong_token_type';
  deleteAccessKeyVersion: TokenCode | 'conflict' | 'insufficient_scope' | 'invalid_request' | 'not_found' | 'unauthenticated' | 'wrong_token_type';
  deleteClient: TokenCode | 'conflict' | 'insufficient_scope' | 'invalid_request' | 'not_found' | 'unauthenticated' | 'wrong_token_type';
  deleteEnvironment: TokenCode | 'conflict' | 'insufficient_scope' | 'invalid_request' | 'not_found' | 'unauthenticated' | 'wrong_token_type';
  deleteGroup: TokenCode | 'conflict' | 'insufficient_scope' | 'invalid_request' | 'not_found' | 'unauthenticated' | 'wrong_token_type';
  deleteItem: TokenCode | 'insufficient_scope' | 'invalid_request' | 'not_found' | 'unauthenticated' | 'wrong_environment' | 'wrong_token_type';
  deleteNamespace: TokenCode | 'conflict' | 'insufficient_scope' | 'invalid_request' | 'not_found' | 'unauthenticated' | 'wrong_token_type';
  deleteProject: TokenCode | 'conflict' | 'insufficient_scope' | 'invalid_request' | 'not_found' | 'unauthenticated' | 'wrong_token_type';
  deleteProperty: TokenCode | 'conflict' | 'insufficient_scope' | 'invalid_request' | 'not_found' | 'unauthenticated' | 'wrong_token_type';
  deleteRole: TokenCode | 'conflict' | 'insufficient_scope' | 'invalid_request' | 'not_found' | 'unauthenticated' | 'wrong_token_type';
  deleteSubscription: TokenCode | 'insufficient_scope' | 'invalid_request' | 'not_found' | 'unauthenticated' | 'wrong_token_type';
  deleteTrustedIssuer: TokenCode | 'insufficient_scope' | 'invalid_request' | 'not_found' | 'unauthenticated' | 'wrong_token_type';
  deleteUser: TokenCode | 'conflict' | 'insufficient_scope' | 'invalid_request' | 'not_found' | 'unauthenticated' | 'wrong_token_type';
  disableToken: TokenCode | 'conflict' | 'insufficient_scope' | 'invalid_request' | 'not_found' | 'unauthenticated' | 'wrong_token_type';
  enableToken: TokenCode | 'conflict' | 'insufficient_scope' | 'invalid_request' | 'not_found' | 'unauthenticated' | 'wrong_token_type';
  exportEvents: TokenCode | 'insufficient_scope' | 'invalid_request' | 'not_found' | 'unauthenticated' | 'wrong_token_type';
  getAccessKey: TokenCode | 'invalid_request' | 'not_found' | 'unauthenticated' | 'wrong_token_type';
  getAccessKeyLookup: TokenCode | 'invalid_request' | 'not_found' | 'unauthenticated' | 'wrong_token_type';
  getAccessKeyRequest: TokenCode | 'invalid_request' | 'not_found' | 'unauthenticated' | 'wrong_token_type';
  getAccessKeyVersion: TokenCode | 'invalid_request' | 'not_found' | 'unauthenticated' | 'wrong_token_type';
  getClient: TokenCode | 'insufficient_scope' | 'invalid_request' | 'not_found' | 'unauthenticated' | 'wrong_token_type';
  getEnvironment: TokenCode | 'insufficient_scope' | 'invalid_request' | 'not_found' | 'unauthenticated' | 'wrong_token_type';
  getGroup: TokenCode | 'insufficient_scope' | 'invalid_request' | 'not_found' | 'unauthenticated' | 'wrong_token_type';
  getItem: TokenCode | 'insufficient_scope' | 'invalid_request' | 'not_found' | 'unauthenticated' | 'wrong_environment' | 'wrong_token_type';
  getMember: TokenCode | 'insufficient_scope' | 'invalid_request' | 'not_found' | 'unauthenticated' | 'wrong_token_type';
  getNamespace: TokenCode | 'insufficient_scope' | 'invalid_request' | 'not_found' | 'unauthenticated';
  getOwnUser: TokenCode | 'invalid_request' | 'not_found' | 'unauthenticated' | 'wrong_token_type';
  getProject: TokenCode | 'insufficient_scope' | 'invalid_request' | 'not_found' | 'unauthenticated' | 'wrong_token_type';
  getProperty: TokenCode | 'invalid_request' | 'not_found' | 'unauthenticated' | 'wrong_token_type';
  getPropertyVersion: TokenCode | 'invalid_request' | 'not_found' | 'unauthenticated' | 'wrong_token_type';
  getRole: TokenCode | 'insufficient_scope' | 'invalid_request' | 'not_found' | 'unauthenticated' | 'wrong_token_type';
  getSelf: TokenCode | 'unauthenticated';
  getSettings: TokenCode | 'unauthenticated' | 'wrong_token_type';
  getSubscription: TokenCode | 'invalid_request' | 'not_found' | 'unauthenticated' | 'wrong_token_type';
  getToken: TokenCode | 'invalid_request' | 'not_found' | 'unauthenticated' | 'wrong_token_type';
  getTrustedIssuer: TokenCode | 'invalid_request' | 'not_found' | 'unauthenticated' | 'wrong_token_type';
  getUser: TokenCode | 'insufficient_scope' | 'invalid_request' | 'not_found' | 'unauthenticated' | 'wrong_token_type';
  health: 'https_required' | 'internal_error' | 'unavailable';
  importTokens: TokenCode | 'invalid_request' | 'payload_too_large' | 'unauthenticated' | 'wrong_token_type';
  introspectToken: TokenCode | 'payload_too_large' | 'unauthenticated' | 'wrong_token_type';
  jwks: 'https_required' | 'internal_error' | 'unavailable';
  listAccessKeyVersionProperties: TokenCode | 'invalid_request' | 'not_found' | 'unauthenticated' | 'wrong_token_type';
  listAccessKeyVersions: TokenCode | 'invalid_request' | 'not_found' | 'unauthenticated' | 'wrong_token_type';
  listAccessKeys: TokenCode | 'invalid_request' | 'unauthenticated' | 'wrong_token_type';
  listActivations: TokenCode | 'invalid_request' | 'not_found' | 'unauthenticated' | 'wrong_token_type';
  listClients: TokenCode | 'insufficient_scope' | 'invalid_request' | 'unauthenticated' | 'wrong_token_type';
  listEnvironments: TokenCode | 'insufficient_scope' | 'invalid_request' | 'unauthenticated' | 'wrong_token_type';
  listEvents: TokenCode | 'insufficient_scope' | 'invalid_request' | 'not_found' | 'unauthenticated' | 'wrong_token_type';
  listGroupMembers: TokenCode | 'insufficient_scope' | 'invalid_request' | 'not_found' | 'unauthenticated' | 'wrong_token_type';
  listGroups: TokenCode | 'insufficient_scope' | 'invalid_request' | 'unauthenticated' | 'wrong_token_type';
  listItems: TokenCode | 'insufficient_scope' | 'invalid_request' | 'not_found' | 'unauthenticated' | 'wrong_environment' | 'wrong_token_type';
  listMembers: TokenCode | 'insufficient_scope' | 'invalid_request' | 'not_found' | 'unauthenticated' | 'wrong_token_type';
  listNamespaces: TokenCode | 'insufficient_scope' | 'invalid_request' | 'not_found' | 'unauthenticated';
  listNotifications: TokenCode | 'invalid_request' | 'unauthenticated' | 'wrong_token_type';
  listProjects: TokenCode | 'invalid_request' | 'unauthenticated' | 'wrong_token_type';
  listProperties: TokenCode | 'invalid_request' | 'unauthenticated' | 'wrong_token_type';
  listPropertyVersions: TokenCode | 'invalid_request' | 'not_found' | 'unauthenticated' | 'wrong_token_type';
  listRequests: TokenCode | 'insufficient_scope' | 'invalid_request' | 'not_found' | 'unauthenticated' | 'wrong_token_type';
  listRoles: TokenCode | 'insufficient_scope' | 'invalid_request' | 'unauthenticated' | 'wrong_token_type';
  listShares: TokenCode | 'conflict' | 'insufficient_scope' | 'invalid_request' | 'not_found' | 'unauthenticated' | 'wrong_token_type';
  listSigningKeys: TokenCode | 'insufficient_scope' | 'invalid_request' | 'unauthenticated' | 'wrong_token_type';
  listSubscriptions: TokenCode | 'invalid_request' | 'unauthenticated' | 'wrong_token_type';
  listSweeps: TokenCode | 'insufficient_scope' | 'invalid_request' | 'unauthenticated' | 'wrong_token_type';
  listTokenEvents: TokenCode | 'insufficient_scope' | 'invalid_request' | 'not_found' | 'unauthenticated' | 'wrong_token_type';
  listTokenExpirations: TokenCode | 'invalid_request' | 'unauthenticated' | 'wrong_token_type';
  listTokenUses: TokenCode | 'invalid_request' | 'not_found' | 'unauthenticated' | 'wrong_token_type';
  listTokens: TokenCode | 'invalid_request' | 'unauthenticated' | 'wrong_token_type';
  listTrustedIssuers: TokenCode | 'invalid_request' | 'unauthenticated' | 'wrong_token_type';
  listUsers: TokenCode | 'insufficient_scope' | 'invalid_request' | 'unauthenticated' | 'wrong_token_type';
  oauthToken: 'https_required' | 'internal_error' | 'payload_too_large' | 'rate_limited' | 'unavailable';
  patchClient: TokenCode | 'insufficient_scope' | 'invalid_request' | 'not_found' | 'payload_too_large' | 'unauthenticated' | 'wrong_token_type';
  patchNamespace: TokenCode | 'insufficient_scope' | 'invalid_request' | 'not_found' | 'payload_too_large' | 'unauthenticated' | 'wrong_token_type';
  patchProject: TokenCode | 'insufficient_scope' | 'invalid_request' | 'not_found' | 'payload_too_large' | 'unauthenticated' | 'wrong_token_type';
  patchToken: TokenCode | 'conflict' | 'insufficient_scope' | 'invalid_request' | 'limit_reached' | 'not_found' | 'payload_too_large' | 'unauthenticated' | 'wrong_token_type';
  propertySchema: 'https_required' | 'internal_error';
  protectedResourceMetadata: 'https_required' | 'internal_error' | 'invalid_request' | 'not_found' | 'unavailable';
  putItem: TokenCode | 'insufficient_scope' | 'invalid_request' | 'not_found' | 'payload_too_large' | 'unauthenticated' | 'wrong_environment' | 'wrong_token_type';
  putMember: TokenCode | 'insufficient_scope' | 'invalid_request' | 'not_found' | 'payload_too_large' | 'unauthenticated' | 'wrong_token_type';
  redeemShare: 'https_required' | 'internal_error' | 'invalid_request' | 'not_found' | 'rate_limited' | 'unavailable';
  redeliverNotification: TokenCode | 'conflict' | 'insufficient_scope' | 'invalid_request' | 'not_found' | 'unauthenticated' | 'wrong_token_type';
  refreshSelf: TokenCode | 'conflict' | 'idempotency_mismatch' | 'invalid_request' | 'payload_too_large' | 'unauthenticated';
  refreshToken: TokenCode | 'conflict' | 'idempotency_mismatch' | 'insufficient_scope' | 'invalid_request' | 'not_found' | 'payload_too_large' | 'unauthenticated' | 'wrong_token_type';
  removeGroupMember: TokenCode | 'insufficient_scope' | 'invalid_request' | 'not_found' | 'unauthenticated' | 'wrong_token_type';
  removeMember: TokenCode | 'insufficient_scope' | 'invalid_request' | 'not_found' | 'unauthenticated' | 'wrong_token_type';
  removeSigningKey: TokenCode | 'conflict' | 'insufficient_scope' | 'invalid_request' | 'not_found' | 'unauthenticated' | 'wrong_token_type';
  revealSecret: TokenCode | 'conflict' | 'insufficient_scope' | 'invalid_request' | 'not_found' | 'unauthenticated' | 'wrong_token_type';
  revokeSelf: TokenCode | 'conflict' | 'invalid_request' | 'unauthenticated';
  revokeShare: TokenCode | 'conflict' | 'insufficient_scope' | 'invalid_request' | 'not_found' | 'unauthenticated' | 'wrong_token_type';
  revokeToken: TokenCode | 'conflict' | 'insufficient_scope' | 'invalid_request' | 'not_found' | 'unauthenticated' | 'wrong_token_type';
  revokeTokenByValue: TokenCode | 'payload_too_large';
  revokeTokens: TokenCode | 'insufficient_scope' | 'invalid_request' | 'payload_too_large' | 'unauthenticated' | 'wrong_token_type';
  rotateSigningKey: TokenCode | 'conflict' | 'insufficient_scope' | 'invalid_request' | 'payload_too_large' | 'unauthenticated' | 'wrong_token_type';
  rotateSubscriptionSecret: TokenCode | 'conflict' | 'insufficient_scope' | 'invalid_request' | 'not_found' | 'payload_too_large' | 'unauthenticated' | 'wrong_token_type';
  runSweep: TokenCode | 'insufficient_scope' | 'invalid_request' | 'payload_too_large' | 'unauthenticated' | 'wrong_token_type';
  savePropertyVersion: TokenCode | 'conflict' | 'insufficient_scope' | 'invalid_request' | 'not_found' | 'payload_too_large' | 'unauthenticated' | 'wrong_token_type';
  setUp: 'conflict' | 'https_required' | 'internal_error' | 'invalid_request' | 'payload_too_large' | 'rate_limited' | 'unauthenticated' | 'unavailable';
  shareToken: TokenCode | 'conflict' | 'insufficient_scope' | 'invalid_request' | 'limit_reached' | 'not_found' | 'payload_too_large' | 'unauthenticated' | 'wrong_token_type';
  statusList: 'https_required' | 'internal_error' | 'invalid_request' | 'not_found' | 'unavailable';
  testSubscription: TokenCode | 'insufficient_scope' | 'invalid_request' | 'not_found' | 'unauthenticated' | 'wrong_token_type';
  updateGroup: TokenCode | 'insufficient_scope' | 'invalid_request' | 'not_found' | 'payload_too_large' | 'unauthenticated' | 'wrong_token_type';
  updateOwnUser: TokenCode | 'conflict' | 'invalid_request' | 'not_found' | 'payload_too_large' | 'unauthenticated' | 'wrong_token_type';
  updateRole: TokenCode | 'conflict' | 'insufficient_scope' | 'invalid_request' | 'not_found' | 'payload_too_large' | 'unauthenticated' | 'wrong_token_type';
  updateSubscription: TokenCode | 'conflict' | 'insufficient_scope' | 'invalid_request' | 'not_found' | 'payload_too_large' | 'unauthenticated' | 'wrong_token_type';
  updateTrustedIssuer: TokenCode | 'insufficient_scope' | 'invalid_request' | 'limit_reached' | 'not_found' | 'payload_too_large' | 'unauthenticated' | 'wrong_token_type';
  updateUser: TokenCode | 'conflict' | 'insufficient_scope' | 'invalid_request' | 'not_found' | 'payload_too_large' | 'unauthenticated' | 'wrong_token_type';
  verifyEvents: TokenCode | 'insufficient_scope' | 'invalid_request' | 'unauthenticated' | 'wrong_token_type';
  verifyToken: TokenCode | 'invalid_request' | 'payload_too_large' | 'unauthenticated' | 'wrong_token_type';
};
