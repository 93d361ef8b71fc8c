/**
 * Who may do what: the table, written by hand. A row is a route, with what it is tried on in brackets; a column is who
 * tries it.
 *
 *   A admin token          a admin          e editor        v viewer         k token_admin     n nobody in particular
 *   o owner of web         m member of web  d of web, may do all with tokens of staging, and read namespaces
 *   x owner of app         M, O, X: the master tokens of a member of web, an owner of web, an owner of app
 *   c client token of web, staging           f frontend token of web, staging      s access token of web, all environments
 *   y access token of app, all environments; these four with all grants that their type takes        . no token
 *
 *   + let in   - 403 insufficient_scope   t 403 wrong_token_type   e 403 wrong_environment   u 401 unauthenticated
 *   0 404, byte for byte what a missing thing gives   i 400, word for word what a missing project gives
 *   = 409 conflict   n 404 not_found   p 400 unsupported_token_type, for what is public by nature
 *   r 403 origin_not_allowed, for a preflight that names no origin
 */
export const COLUMNS = 'Aaevkn omdx MOX cfsy .'.replaceAll(' ', '');

/** The rows; lines that begin with a space repeat the columns. */
export const TABLE = `
                                                                               Aaevkn omdx MOX cfsy .
GET /health                                                                    ++++++ ++++ +++ ++++ +
OPTIONS /v1/tokens/self                                                        rrrrrr rrrr rrr rrrr r
OPTIONS /v1/projects/{project}/namespaces/{namespace}/items                    rrrrrr rrrr rrr rrrr r
OPTIONS /v1/projects/{project}/namespaces/{namespace}/items/{key}              rrrrrr rrrr rrr rrrr r
GET /.well-known/jwks.json                                                     ++++++ ++++ +++ ++++ +
GET /.well-known/status-lists/{n}                                              ++++++ ++++ +++ ++++ +
POST /v1/setup                                                                 ====== ==== === ==== =
POST /v1/shares/{code}/redeem                                                  nnnnnn nnnn nnn nnnn n

GET /v1/users                                                                  +++++- +--+ -++ tttt u
POST /v1/users                                                                 ++---- ---- --- tttt u
GET /v1/users/{id}                                                             +++++- +--+ -++ tttt u
PATCH /v1/users/{id}                                                           ++---- ---- --- tttt u
DELETE /v1/users/{id}                                                          ++---- ---- --- tttt u
GET /v1/users/self                                                             n+++++ ++++ +++ tttt u
PATCH /v1/users/self                                                           t+++++ ++++ ttt tttt u
GET /v1/roles                                                                  +++++- ++++ +++ tttt u
POST /v1/roles                                                                 ++---- ---- --- tttt u
GET /v1/roles/{name}                                                           +++++- ++++ +++ tttt u
PATCH /v1/roles/{name}                                                         ++---- ---- --- tttt u
DELETE /v1/roles/{name}                                                        ++---- ---- --- tttt u
GET /v1/groups                                                                 +++++- ++++ +++ tttt u
POST /v1/groups                                                                ++---- ---- --- tttt u
GET /v1/groups/{group}                                                         +++++- ++++ +++ tttt u
PATCH /v1/groups/{group}                                                       ++---- ---- --- tttt u
DELETE /v1/groups/{group}                                                      ++---- ---- --- tttt u
GET /v1/groups/{group}/members                                                 +++++- ++++ +++ tttt u
PUT /v1/groups/{group}/members/{user}                                          ++---- ---- --- tttt u
DELETE /v1/groups/{group}/members/{user}                                       ++---- ---- --- tttt u
GET /v1/clients                                                                +++++- ++++ +++ tttt u
POST /v1/clients                                                               ++---- ---- --- tttt u
GET /v1/clients/{client}                                                       +++++- ++++ +++ tttt u
PATCH /v1/clients/{client}                                                     ++---- ---- --- tttt u
DELETE /v1/clients/{client}                                                    ++---- ---- --- tttt u
GET /v1/signing-keys                                                           ++---- ---- --- tttt u
POST /v1/signing-keys                                                          ++---- ---- --- tttt u
DELETE /v1/signing-keys/{kid}                                                  ++---- ---- --- tttt u
GET /v1/environments                                                           +++++- ++++ +++ tttt u
POST /v1/environments                                                          ++---- ---- --- tttt u
GET /v1/environments/{environment}                                             +++++- ++++ +++ tttt u
DELETE /v1/environments/{environment}                                          ++---- ---- --- tttt u

                                                                               Aaevkn omdx MOX cfsy .
GET /v1/projects                                                               ++++++ ++++ +++ tttt u
POST /v1/projects                                                              +++--- ---- --- tttt u
GET /v1/projects/{project}                                                     +++++0 +++0 ++0 tttt u
PATCH /v1/projects/{project}                                                   +++--0 +--0 -+0 tttt u
DELETE /v1/projects/{project}                                                  ==---0 ---0 --0 tttt u
GET /v1/projects/{project}/members                                             ++++-0 ++-0 ++0 tttt u
GET /v1/projects/{project}/members/{user}                                      ++++-0 ++-0 ++0 tttt u
PUT /v1/projects/{project}/members/{user} [new]                                ++---0 +--0 -+0 tttt u
PUT /v1/projects/{project}/members/{user} [role]                               ++---0 +--0 -+0 tttt u
DELETE /v1/projects/{project}/members/{user}                                   ++---0 +--0 -+0 tttt u
GET /v1/projects/{project}/namespaces                                          +++++0 +++0 ++0 +++0 u
POST /v1/projects/{project}/namespaces                                         +++--0 +--0 -+0 tttt u
GET /v1/projects/{project}/namespaces/{namespace}                              +++++0 +++0 ++0 +++0 u
PATCH /v1/projects/{project}/namespaces/{namespace}                            +++--0 +--0 -+0 tttt u
DELETE /v1/projects/{project}/namespaces/{namespace}                           +++-+0 ++-0 ++0 tttt u
GET /v1/projects/{project}/namespaces/{namespace}/items [staging]              +++++0 +++0 ++0 +++0 u
GET /v1/projects/{project}/namespaces/{namespace}/items [production]           +++++0 +++0 ++0 ee+0 u
GET /v1/projects/{project}/namespaces/{namespace}/items/{key} [staging]        +++++0 +++0 ++0 +++0 u
GET /v1/projects/{project}/namespaces/{namespace}/items/{key} [production]     +++++0 +++0 ++0 ee+0 u
PUT /v1/projects/{project}/namespaces/{namespace}/items/{key} [staging]        +++-+0 ++-0 ++0 +t+0 u
PUT /v1/projects/{project}/namespaces/{namespace}/items/{key} [production]     +++-+0 ++-0 ++0 et+0 u
DELETE /v1/projects/{project}/namespaces/{namespace}/items/{key} [staging]     +++-+0 ++-0 ++0 +t+0 u
DELETE /v1/projects/{project}/namespaces/{namespace}/items/{key} [production]  +++-+0 ++-0 ++0 et+0 u

                                                                               Aaevkn omdx MOX cfsy .
POST /v1/tokens [admin]                                                        ++---- ---- --- tttt u
POST /v1/tokens [personal]                                                     ++++++ ++++ --- tttt u
POST /v1/tokens [personal of another]                                          ++--+- ---- --- tttt u
POST /v1/tokens [client, web, staging]                                         ++--+i +++i ++i tttt u
POST /v1/tokens [client, web, production]                                      ++--+i ++-i ++i tttt u
POST /v1/tokens [frontend, web, staging]                                       ++--+i +++i ++i tttt u
POST /v1/tokens [access, web, both]                                            ++--+i ++-i ++i tttt u
POST /v1/tokens [client, app, staging]                                         ++--+i iii+ ii+ tttt u
POST /v1/tokens [client, all, staging]                                         ++--+- ---- --- tttt u
POST /v1/tokens/import                                                         ++++++ ++++ +++ tttt u
GET /v1/tokens                                                                 ++++++ ++++ +++ tttt u
GET /v1/tokens/expirations                                                     ++++++ ++++ +++ tttt u
GET /v1/tokens/{id} [client, web, staging]                                     ++00+0 +++0 ++0 tttt u
GET /v1/tokens/{id} [client, web, production]                                  ++00+0 ++00 ++0 tttt u
GET /v1/tokens/{id} [frontend, web, staging]                                   ++00+0 +++0 ++0 tttt u
GET /v1/tokens/{id} [access, web, both]                                        ++00+0 ++00 ++0 tttt u
GET /v1/tokens/{id} [client, web and app, staging]                             ++00+0 ++++ +++ tttt u
GET /v1/tokens/{id} [client, all, staging]                                     ++00+0 ++++ +++ tttt u
GET /v1/tokens/{id} [admin]                                                    ++00+0 0000 000 tttt u
GET /v1/tokens/{id} [personal of another]                                      ++00+0 0000 000 tttt u
GET /v1/tokens/{id} [master of another]                                        ++00+0 0000 000 tttt u
PATCH /v1/tokens/{id} [client, web, staging]                                   ++00+0 +++0 ++0 tttt u
PATCH /v1/tokens/{id} [client, web, production]                                ++00+0 ++00 ++0 tttt u
PATCH /v1/tokens/{id} [frontend, web, staging]                                 ++00+0 +++0 ++0 tttt u
PATCH /v1/tokens/{id} [access, web, both]                                      ++00+0 ++00 ++0 tttt u
PATCH /v1/tokens/{id} [client, web and app, staging]                           ++00+0 ---- --- tttt u
PATCH /v1/tokens/{id} [client, all, staging]                                   ++00+0 ---- --- tttt u
PATCH /v1/tokens/{id} [admin]                                                  ++00-0 0000 000 tttt u
PATCH /v1/tokens/{id} [personal of another]                                    ++00+0 0000 000 tttt u
PATCH /v1/tokens/{id} [master of another]                                      ==00=0 0000 000 tttt u
POST /v1/tokens/{id}/refresh [client, web, staging]                            ++00+0 +++0 ++0 tttt u
POST /v1/tokens/{id}/refresh [client, web, production]                         ++00+0 ++00 ++0 tttt u
POST /v1/tokens/{id}/refresh [client, web and app, staging]                    ++00+0 ---- --- tttt u
POST /v1/tokens/{id}/refresh [client, all, staging]                            ++00+0 ---- --- tttt u
POST /v1/tokens/{id}/refresh [admin]                                           ++00-0 0000 000 tttt u
POST /v1/tokens/{id}/refresh [personal of another]                             ++00+0 0000 000 tttt u
POST /v1/tokens/{id}/refresh [master of another]                               ==00=0 0000 000 tttt u
POST /v1/tokens/{id}/disable [client, web, staging]                            ++00+0 +++0 ++0 tttt u
POST /v1/tokens/{id}/disable [client, web, production]                         ++00+0 ++00 ++0 tttt u
POST /v1/tokens/{id}/disable [client, all, staging]                            ++00+0 ---- --- tttt u
POST /v1/tokens/{id}/disable [admin]                                           ++00+0 0000 000 tttt u
POST /v1/tokens/{id}/disable [master of another]                               ==00=0 0000 000 tttt u
POST /v1/tokens/{id}/enable [client, web, staging]                             ++00+0 +++0 ++0 tttt u
POST /v1/tokens/{id}/enable [client, web, production]                          ++00+0 ++00 ++0 tttt u
POST /v1/tokens/{id}/enable [client, all, staging]                             ++00+0 ---- --- tttt u
POST /v1/tokens/{id}/enable [admin]                                            ++00-0 0000 000 tttt u
DELETE /v1/tokens/{id} [client, web, staging]                                  ++00+0 +++0 ++0 tttt u
DELETE /v1/tokens/{id} [client, web, production]                               ++00+0 ++00 ++0 tttt u
DELETE /v1/tokens/{id} [client, web and app, staging]                          ++00+0 ---- --- tttt u
DELETE /v1/tokens/{id} [client, all, staging]                                  ++00+0 ---- --- tttt u
DELETE /v1/tokens/{id} [admin]                                                 ++00+0 0000 000 tttt u
DELETE /v1/tokens/{id} [personal of another]                                   ++00+0 0000 000 tttt u
DELETE /v1/tokens/{id} [master of another]                                     ==00=0 0000 000 tttt u
GET /v1/tokens/{id}/secret [client, web, staging]                              ++00+0 +++0 ++0 tttt u
GET /v1/tokens/{id}/secret [client, web, production]                           ++00+0 ++00 ++0 tttt u
GET /v1/tokens/{id}/secret [client, all, staging]                              ++00+0 ---- --- tttt u
GET /v1/tokens/{id}/secret [admin]                                             ++00-0 0000 000 tttt u
POST /v1/tokens/{id}/share [client, web, staging]                              ++00+0 +++0 ++0 tttt u
POST /v1/tokens/{id}/share [client, web, production]                           ++00+0 ++00 ++0 tttt u
POST /v1/tokens/{id}/share [admin]                                             ++00-0 0000 000 tttt u
POST /v1/tokens/{id}/share [master of another]                                 ==00=0 0000 000 tttt u
GET /v1/tokens/{id}/shares [client, web, staging]                              ++00+0 +++0 ++0 tttt u
GET /v1/tokens/{id}/shares [client, web, production]                           ++00+0 ++00 ++0 tttt u
DELETE /v1/tokens/{id}/shares/{share} [client, web, staging]                   ++00+0 +++0 ++0 tttt u
DELETE /v1/tokens/{id}/shares/{share} [client, web, production]                ++00+0 ++00 ++0 tttt u
GET /v1/tokens/{id}/events [client, web, staging]                              ++00-0 ++-0 ++0 tttt u
GET /v1/tokens/{id}/events [client, web, production]                           ++00-0 ++00 ++0 tttt u
GET /v1/tokens/{id}/events [admin]                                             ++00-0 0000 000 tttt u
GET /v1/tokens/{id}/uses [client, web, staging]                                ++00+0 +++0 ++0 tttt u
GET /v1/tokens/{id}/uses [client, web, production]                             ++00+0 ++00 ++0 tttt u
GET /v1/tokens/{id}/uses [admin]                                               ++00+0 0000 000 tttt u
POST /v1/tokens/revoke                                                         ++--+- ---- --- tttt u
POST /v1/tokens/verify                                                         ++++++ ++++ +++ +t++ u
GET /v1/tokens/self                                                            ++++++ ++++ +++ ++++ u
POST /v1/tokens/self/refresh                                                   ++++++ ++++ +++ ++++ u
DELETE /v1/tokens/self                                                         ++++++ ++++ === ++++ u

GET /.well-known/oauth-authorization-server                                    ++++++ ++++ +++ ++++ +
GET /.well-known/oauth-protected-resource                                      ++++++ ++++ +++ ++++ +
POST /oauth/token                                                              ++++++ ++++ +++ ++++ +
POST /oauth/introspect                                                         ++++++ ++++ +++ +t++ u
POST /oauth/revoke [client, web, staging]                                      ++++++ ++++ +++ ++++ +
POST /oauth/revoke [frontend, web, staging]                                    ++pp+p +++p ++p pppp p

                                                                               Aaevkn omdx MOX cfsy .
GET /v1/events                                                                 +++--- ---- --- tttt u
GET /v1/events [of web]                                                        +++--0 ++-0 ++0 tttt u
GET /v1/requests                                                               +++--- ---- --- tttt u
GET /v1/requests [of web]                                                      +++--0 ++-0 ++0 tttt u
GET /v1/events.ndjson                                                          +++--- ---- --- tttt u
GET /v1/events.ndjson [of web]                                                 +++--0 ++-0 ++0 tttt u
GET /v1/events/verify                                                          +++--- ---- --- tttt u
GET /v1/subscriptions                                                          ++++++ ++++ +++ tttt u
POST /v1/subscriptions [to all]                                                +++--- ---- --- tttt u
POST /v1/subscriptions [to web]                                                +++--- +--- -+- tttt u
GET /v1/subscriptions/{id} [to web]                                            +++000 ++00 ++0 tttt u
GET /v1/subscriptions/{id} [to all]                                            +++000 0000 000 tttt u
PATCH /v1/subscriptions/{id} [to web]                                          +++000 +-00 -+0 tttt u
DELETE /v1/subscriptions/{id} [to web]                                         +++000 +-00 -+0 tttt u
POST /v1/subscriptions/{id}/rotate-secret [to web]                             +++000 +-00 -+0 tttt u
POST /v1/subscriptions/{id}/test [to web]                                      +++000 +-00 -+0 tttt u
GET /v1/trusted-issuers                                                        ++++++ ++++ +++ tttt u
POST /v1/trusted-issuers                                                       ++--+i ++-i ++i tttt u
GET /v1/trusted-issuers/{id}                                                   ++00+0 ++00 ++0 tttt u
PATCH /v1/trusted-issuers/{id} [other claims]                                  ++00+0 ++00 ++0 tttt u
PATCH /v1/trusted-issuers/{id} [to rest]                                       ++00+0 ++00 ++0 tttt u
DELETE /v1/trusted-issuers/{id}                                                ++00+0 ++00 ++0 tttt u
GET /v1/properties                                                             ++++++ ++++ +++ tttt u
POST /v1/properties                                                            +++--i +--i -+i tttt u
GET /v1/properties/{id}                                                        ++++00 ++00 ++0 tttt u
DELETE /v1/properties/{id}                                                     +++-00 +-00 -+0 tttt u
GET /v1/properties/{id}/versions                                               ++++00 ++00 ++0 tttt u
POST /v1/properties/{id}/versions                                              +++-00 +-00 -+0 tttt u
GET /v1/properties/{id}/versions/{n}                                           ++++00 ++00 ++0 tttt u
PUT /v1/properties/{id}/versions/{n}                                           +++-00 +-00 -+0 tttt u
GET /v1/properties/{id}/activations                                            ++++00 ++00 ++0 tttt u
POST /v1/properties/{id}/activations                                           +++-00 +-00 -+0 tttt u
GET /schemas/property.json                                                     ++++++ ++++ +++ ++++ +
GET /v1/access-keys                                                            ++++++ ++++ +++ tttt u
POST /v1/access-keys                                                           +++--- +--- -+- tttt u
GET /v1/access-keys/{uid}                                                      ++++00 ++00 ++0 tttt u
DELETE /v1/access-keys/{uid}                                                   +++-00 +-00 -+0 tttt u
GET /v1/access-keys/{uid}/versions                                             ++++00 ++00 ++0 tttt u
POST /v1/access-keys/{uid}/versions                                            +++-00 +-00 -+0 tttt u
GET /v1/access-keys/{uid}/versions/{version}                                   ++++00 ++00 ++0 tttt u
DELETE /v1/access-keys/{uid}/versions/{version}                                +++-00 +-00 -+0 tttt u
GET /v1/access-keys/{uid}/versions/{version}/properties                        ++++00 ++00 ++0 tttt u
GET /v1/access-keys/requests/{id}                                              ++++00 ++00 ++0 tttt u
POST /v1/access-keys/lookups                                                   ++++00 ++00 ++0 tttt u
GET /v1/access-keys/lookups/{id}                                               ++++00 ++00 ++0 tttt u
GET /v1/notifications                                                          ++++++ ++++ +++ tttt u
POST /v1/notifications/{id}/redeliver [to web]                                 +++000 +-00 -+0 tttt u
GET /v1/settings                                                               ++++++ ++++ +++ tttt u
GET /v1/sweeps                                                                 ++---- ---- --- tttt u
POST /v1/sweeps                                                                ++---- ---- --- tttt u
`;
