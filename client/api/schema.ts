// Made of the OpenAPI document by scripts/generate-client.ts; not to be edited by hand.
export interface paths {
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the Worker and its database answer, and whether set-up was done */
        get: operations["health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/.well-known/oauth-authorization-server": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What OAuth clients need to know of this deployment (RFC 8414) */
        get: operations["authorizationServerMetadata"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/.well-known/oauth-protected-resource": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where a token for this deployment is had (RFC 9728): every WWW-Authenticate names this address */
        get: operations["protectedResourceMetadata"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/.well-known/jwks.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The public keys of what this deployment signs, a JWK Set (RFC 7517) */
        get: operations["jwks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/.well-known/status-lists/{n}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which signed tokens are good no more (Token Status List); a signed token says where it stands in which list */
        get: operations["statusList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/oauth/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Exchange a token, or that of a trusted issuer, for a signed one that is shorter and can do no more
         * @description Client credentials (RFC 6749 section 4.4) and token exchange (RFC 8693). A client is a token: its id and its secret. With a `DPoP` header the answer is bound to that key (RFC 9449).
         */
        post: operations["oauthToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/oauth/introspect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say whether a token is good, and for what (RFC 7662); needs a token or a client of its own */
        post: operations["introspectToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/oauth/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revoke a token by its very string (RFC 7009): whoever holds a secret may end it
         * @description Credentials need not be given; those that are must be good, and whoever they are of acts under that name where it may delete the token.
         */
        post: operations["revokeTokenByValue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make the first person and the first admin token; works once */
        post: operations["setUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tokens/self": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who am I: what the presented token may do, and when it ends */
        get: operations["getSelf"];
        put?: never;
        post?: never;
        /** Revoke the presented token: whoever holds a secret may end it */
        delete: operations["revokeSelf"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tokens/self/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Replace the secret of the presented token */
        post: operations["refreshSelf"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tokens/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say whether a token is good, and for what; needs a token of its own */
        post: operations["verifyToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tokens/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Revoke all tokens of an owner, a project, a type, or issued before a time */
        post: operations["revokeTokens"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tokens/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Import tokens that were made elsewhere, with their old strings */
        post: operations["importTokens"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the tokens that one may see, by page; expired and revoked ones only when `status` asks for them */
        get: operations["listTokens"];
        put?: never;
        /**
         * Create a token; its secret is told this once, or again to the same `Idempotency-Key`
         * @description With a mail address and a password (HTTP Basic) it is a personal token of that person: the body is a PasswordToken and may be left out.
         */
        post: operations["createToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tokens/expirations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** On which days the tokens end that one may see, and how many on each */
        get: operations["listTokenExpirations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a token; ended ones too, until they are purged */
        get: operations["getToken"];
        put?: never;
        post?: never;
        /** Revoke a token for good; revoking it again is no error */
        delete: operations["revokeToken"];
        options?: never;
        head?: never;
        /** Change name, description, grants (replaced whole) or restrictions */
        patch: operations["patchToken"];
        trace?: never;
    };
    "/v1/tokens/{id}/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Replace the secret, the id stays; with `overlap` the old one works on, with `expires` the life is new */
        post: operations["refreshToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tokens/{id}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop a token until it is enabled again; a secret in overlap ends for good */
        post: operations["disableToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tokens/{id}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a disabled token in again */
        post: operations["enableToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tokens/{id}/secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The secret of a retrievable token; every reveal is audited */
        get: operations["revealSecret"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tokens/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what happened to a token, newest first; purged ones too, while the audit trail tells of them */
        get: operations["listTokenEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tokens/{id}/uses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Count by the day how often a token was accepted and refused */
        get: operations["listTokenUses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tokens/{id}/share": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mail somebody a link that shows the secret once, within two hours; the mail holds no secret */
        post: operations["shareToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tokens/{id}/shares": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the links to a token, latest first; ended ones for a day */
        get: operations["listShares"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tokens/{id}/shares/{share}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End an open link; 409 where it has been used */
        delete: operations["revokeShare"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/trusted-issuers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List trusted issuers, latest first */
        get: operations["listTrustedIssuers"];
        put?: never;
        /** Trust an issuer, such as a CI: what its tokens must say, and what they are exchanged for */
        post: operations["createTrustedIssuer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/trusted-issuers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get one trusted issuer */
        get: operations["getTrustedIssuer"];
        put?: never;
        post?: never;
        /** Trust an issuer no longer; the tokens that it gave end */
        delete: operations["deleteTrustedIssuer"];
        options?: never;
        head?: never;
        /** Change whom a trusted issuer lets in and what it gives, or let it rest; the tokens that it gave end */
        patch: operations["updateTrustedIssuer"];
        trace?: never;
    };
    "/v1/access-keys/requests/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Ask after a request for a key, or for a version of one */
        get: operations["getAccessKeyRequest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/access-keys/lookups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask which active properties sign with a version; the answer is found behind this one */
        post: operations["createAccessKeyLookup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/access-keys/lookups/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get the answer of a lookup */
        get: operations["getAccessKeyLookup"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/access-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List access keys, latest first */
        get: operations["listAccessKeys"];
        put?: never;
        /** Take in a credential of AWS or Google Cloud, sealed; it is activated behind the answer */
        post: operations["createAccessKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/access-keys/{uid}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get one access key */
        get: operations["getAccessKey"];
        put?: never;
        post?: never;
        /** Delete an access key that has no versions left */
        delete: operations["deleteAccessKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/access-keys/{uid}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the versions of an access key; one that is not among them is gone */
        get: operations["listAccessKeyVersions"];
        put?: never;
        /** Take in another credential of a key, to change over to; it is activated behind the answer */
        post: operations["createAccessKeyVersion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/access-keys/{uid}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get one version of an access key */
        get: operations["getAccessKeyVersion"];
        put?: never;
        post?: never;
        /** Delete a version that no active property signs with; it is gone within five minutes */
        delete: operations["deleteAccessKeyVersion"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/access-keys/{uid}/versions/{version}/properties": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the active properties that sign with a version */
        get: operations["listAccessKeyVersionProperties"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/shares/{code}/redeem": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Use a link: the secret of its token, once; takes no token */
        post: operations["redeemShare"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List people by page, latest first, or find some by mail address, name or root role */
        get: operations["listUsers"];
        put?: never;
        /** Add a person to the deployment */
        post: operations["createUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/self": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show the person behind a personal or master token; an admin token has nobody behind it */
        get: operations["getOwnUser"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change one’s own name or password, with a personal token */
        patch: operations["updateOwnUser"];
        trace?: never;
    };
    "/v1/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a person, with their memberships as far as the caller sees members there */
        get: operations["getUser"];
        put?: never;
        post?: never;
        /** Remove a person for good: their tokens are revoked, they leave every project and group */
        delete: operations["deleteUser"];
        options?: never;
        head?: never;
        /** Change a person, give them another root role, or disable them with all of their tokens */
        patch: operations["updateUser"];
        trace?: never;
    };
    "/v1/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List all roles, the built-in ones first, with what each permits */
        get: operations["listRoles"];
        put?: never;
        /** Create a role: a set of permissions under a name that never changes */
        post: operations["createRole"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/roles/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a role, with what it permits */
        get: operations["getRole"];
        put?: never;
        post?: never;
        /** Delete a custom role that nobody has */
        delete: operations["deleteRole"];
        options?: never;
        head?: never;
        /** Change what a custom role permits, for all who have it */
        patch: operations["updateRole"];
        trace?: never;
    };
    "/v1/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List access groups by page, in order of their ids */
        get: operations["listGroups"];
        put?: never;
        /** Create an access group under an id that never changes */
        post: operations["createGroup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/groups/{group}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show an access group */
        get: operations["getGroup"];
        put?: never;
        post?: never;
        /** Delete an access group that guards neither a namespace nor a client */
        delete: operations["deleteGroup"];
        options?: never;
        head?: never;
        /** Rename an access group */
        patch: operations["updateGroup"];
        trace?: never;
    };
    "/v1/groups/{group}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the people of an access group by page */
        get: operations["listGroupMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/groups/{group}/members/{user}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Put a person into an access group */
        put: operations["addGroupMember"];
        post?: never;
        /** Take a person out of an access group */
        delete: operations["removeGroupMember"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the projects that one may see, by page, in order of their ids */
        get: operations["listProjects"];
        put?: never;
        /** Create a project under an id that never changes; who is no admin becomes its owner */
        post: operations["createProject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a project */
        get: operations["getProject"];
        put?: never;
        post?: never;
        /** Delete a project that has no namespaces and that no live token names, with its memberships */
        delete: operations["deleteProject"];
        options?: never;
        head?: never;
        /** Change the name of a project; its id never changes */
        patch: operations["patchProject"];
        trace?: never;
    };
    "/v1/projects/{project}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the people of a project by page, in order of their ids */
        get: operations["listMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/members/{user}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a person of a project and the role there */
        get: operations["getMember"];
        /** Add a person to a project, or change their role there; a new membership comes with a master token */
        put: operations["putMember"];
        post?: never;
        /** Remove a person from a project, or leave it; the master token ends with the membership */
        delete: operations["removeMember"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/environments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List environments by page, in order of their ids */
        get: operations["listEnvironments"];
        put?: never;
        /** Create an environment under an id that never changes */
        post: operations["createEnvironment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/environments/{environment}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show an environment */
        get: operations["getEnvironment"];
        put?: never;
        post?: never;
        /** Delete an environment that holds no items and that no live token or role names */
        delete: operations["deleteEnvironment"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clients": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List clients by page, in order of their ids */
        get: operations["listClients"];
        put?: never;
        /** Register a client and how it proves itself; without proofs only Workers with a service binding prove it */
        post: operations["createClient"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clients/{client}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a client */
        get: operations["getClient"];
        put?: never;
        post?: never;
        /** Delete a client that no live token is locked to */
        delete: operations["deleteClient"];
        options?: never;
        head?: never;
        /** Change name, group or proofs; each list replaces the one before */
        patch: operations["patchClient"];
        trace?: never;
    };
    "/v1/signing-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the keys that sign tokens, the one that signs last first */
        get: operations["listSigningKeys"];
        put?: never;
        /** Publish the next key, which signs in a day or when told; the one before stays until its tokens end */
        post: operations["rotateSigningKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/signing-keys/{kid}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take a key away at once, and with it all that it has signed; not the one that signs */
        delete: operations["removeSigningKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/namespaces": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the namespaces of a project that the token may see, by page, in order of their names */
        get: operations["listNamespaces"];
        put?: never;
        /** Create a namespace in a project; grants name it by its name, which never changes */
        post: operations["createNamespace"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/namespaces/{namespace}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a namespace; a token with grants sees those that these name */
        get: operations["getNamespace"];
        put?: never;
        post?: never;
        /** Delete a namespace that holds no items and that no live token holds a grant for */
        delete: operations["deleteNamespace"];
        options?: never;
        head?: never;
        /** Change group or retention; items that are there already keep the end that they have */
        patch: operations["patchNamespace"];
        trace?: never;
    };
    "/v1/projects/{project}/namespaces/{namespace}/items/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read an item, with the content type that it was written with */
        get: operations["getItem"];
        /** Write an item of any content type; it is kept for the days that its namespace keeps items */
        put: operations["putItem"];
        post?: never;
        /** Delete an item; that there was none is no error */
        delete: operations["deleteItem"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/namespaces/{namespace}/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the keys of a namespace by page; a page may be short before the end, which has no nextCursor */
        get: operations["listItems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the deployment allows and keeps: lives of tokens, limits, retention */
        get: operations["getSettings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sweeps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the runs of the scheduled jobs, latest first */
        get: operations["listSweeps"];
        put?: never;
        /** Run a scheduled job now; what one run cannot do goes on by itself */
        post: operations["runSweep"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/subscriptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List subscriptions, latest first */
        get: operations["listSubscriptions"];
        put?: never;
        /** Subscribe a mail address or a webhook; the secret of a webhook is told this once */
        post: operations["createSubscription"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/subscriptions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get one subscription */
        get: operations["getSubscription"];
        put?: never;
        post?: never;
        /** Delete a subscription; webhooks that are still owed are dropped */
        delete: operations["deleteSubscription"];
        options?: never;
        head?: never;
        /** Change what a subscription hears of and where it leads, or let it rest */
        patch: operations["updateSubscription"];
        trace?: never;
    };
    "/v1/subscriptions/{id}/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a webhook a new secret; until the overlap ends messages are signed with both */
        post: operations["rotateSubscriptionSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/subscriptions/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a subscription a sample */
        post: operations["testSubscription"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what was owed, tried and delivered, latest first, with the last answer */
        get: operations["listNotifications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/notifications/{id}/redeliver": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a notification again, with the same body and `webhook-id` */
        post: operations["redeliverNotification"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the audit trail by page, newest first */
        get: operations["listEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events.ndjson": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Stream the audit trail, oldest first, one event a line; go on with `after` where an answer ended */
        get: operations["exportEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Check that the audit trail is as it was written, in steps of up to 50,000 rows */
        get: operations["verifyEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Count the requests that presented a token, by the hour and by what they were refused with */
        get: operations["listRequests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/properties": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List properties, latest first */
        get: operations["listProperties"];
        put?: never;
        /** Make a property and its first version from a whole document; it is active nowhere yet */
        post: operations["createProperty"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/properties/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get one property, and which version is active where */
        get: operations["getProperty"];
        put?: never;
        post?: never;
        /** Delete a property that is active nowhere, with its versions and its history */
        delete: operations["deleteProperty"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/properties/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the versions of a property without their documents, latest first */
        get: operations["listPropertyVersions"];
        put?: never;
        /** Make the next version of a property from a whole document */
        post: operations["createPropertyVersion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/properties/{id}/versions/{n}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get one version with its document, and what is wrong with it at present */
        get: operations["getPropertyVersion"];
        /** Replace the whole document of a version that was never active */
        put: operations["savePropertyVersion"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/properties/{id}/activations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what was activated and deactivated of a property, latest first */
        get: operations["listActivations"];
        put?: never;
        /** Make a version active in an environment, an earlier one to roll back, or deactivate what is */
        post: operations["activateProperty"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/schemas/property.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The JSON Schema (draft 2020-12) of the document of a property; the document may name it as $schema */
        get: operations["propertySchema"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        PasswordToken: {
            name?: string;
            description?: string;
            /** @description RFC 3339, `YYYY-MM-DD` (to the end of that day, UTC), `+N` days, `30d`, `24h`, or `never`. */
            expires?: string;
            /** @description Good only for requests that prove to come from one of these. */
            clients?: string[];
            /** @description CIDR blocks or addresses, v4 and v6. */
            allowedIps?: string[];
            /** @description Browser origins, or `*`. */
            allowedOrigins?: string[];
            /** @description RFC 3339. */
            notBefore?: string;
            owner?: string;
            /** @enum {string} */
            type?: "personal";
        };
        ImportRow: {
            /** @enum {string} */
            type: "admin" | "personal" | "master" | "client" | "frontend" | "access";
            name: string;
            description?: string;
            /** @description Short for a `projects` list of one. */
            project?: "*" | string;
            projects?: ("*" | string)[];
            environments?: ("*" | string)[];
            grants?: {
                resource: string;
                name: string;
                actions: string[];
            }[];
            /** @description Good only for requests that prove to come from one of these. */
            clients?: string[];
            /** @description CIDR blocks or addresses, v4 and v6. */
            allowedIps?: string[];
            /** @description Browser origins, or `*`. */
            allowedOrigins?: string[];
            /** @description RFC 3339. */
            notBefore?: string;
            /** @description RFC 3339, `YYYY-MM-DD` (to the end of that day, UTC), `+N` days, `30d`, `24h`, or `never`. */
            expires?: string;
            /** @description Good only with proofs of this key: its RFC 7638 thumbprint (DPoP). */
            dpopKey?: string;
            retrievable?: boolean;
            owner?: string;
            secret?: string;
            sha256?: string;
            disabled?: boolean;
        };
        Health: {
            /** @enum {string} */
            status: "ok";
            setUp: boolean;
        };
        Problem: {
            /** @description `urn:jeton:error:` and the code. */
            type: string;
            title: string;
            status: number;
            /** @description What was wrong with this very request; holds no secret. */
            detail: string;
            /**
             * @description For programs: what to do about each stands in docs/errors.md.
             * @enum {string}
             */
            code: "invalid_request" | "unauthenticated" | "invalid_token" | "token_expired" | "token_revoked" | "token_replaced" | "token_disabled" | "invalid_dpop_proof" | "use_dpop_nonce" | "invalid_client" | "unauthorized_client" | "unsupported_grant_type" | "unsupported_token_type" | "invalid_scope" | "invalid_target" | "token_not_yet_valid" | "insufficient_scope" | "wrong_environment" | "wrong_client" | "wrong_token_type" | "address_not_allowed" | "origin_not_allowed" | "not_found" | "conflict" | "limit_reached" | "idempotency_mismatch" | "payload_too_large" | "rate_limited" | "https_required" | "unavailable" | "origin_failed" | "origin_timeout" | "internal_error";
            /** @description What the caller can do about it. */
            fix: string;
            /** @description Names the request in the log of the deployment. */
            requestId: string;
            /** @description With insufficient_scope: what is missing. */
            scope?: string;
            /** @description With invalid_request: the fields at fault. */
            errors?: {
                field: string;
                message: string;
            }[];
        };
        AuthorizationServerMetadata: {
            /** Format: uri */
            issuer: string;
            /** Format: uri */
            token_endpoint: string;
            /** Format: uri */
            jwks_uri: string;
            /** Format: uri */
            introspection_endpoint: string;
            /** Format: uri */
            revocation_endpoint: string;
            grant_types_supported: ("client_credentials" | "urn:ietf:params:oauth:grant-type:token-exchange")[];
            /** @description None: there is no authorization endpoint. */
            response_types_supported: string[];
            token_endpoint_auth_methods_supported: string[];
            introspection_endpoint_auth_methods_supported: string[];
            revocation_endpoint_auth_methods_supported: string[];
            introspection_signing_alg_values_supported: ("EdDSA" | "ES256")[];
            dpop_signing_alg_values_supported: string[];
            /** Format: uri */
            service_documentation: string;
        };
        ProtectedResourceMetadata: {
            /** Format: uri */
            resource: string;
            resource_name: string;
            authorization_servers: string[];
            bearer_methods_supported: string[];
            dpop_signing_alg_values_supported: string[];
            dpop_bound_access_tokens_required: boolean;
            /** Format: uri */
            resource_documentation: string;
        };
        JwkSet: {
            keys: components["schemas"]["Jwk"][];
        };
        Jwk: {
            kty: string;
            crv: string;
            x: string;
            /** @description Of an elliptic curve key. */
            y?: string;
            kid: string;
            /** @enum {string} */
            alg: "EdDSA" | "ES256";
            /** @enum {string} */
            use: "sig";
        };
        IssuedToken: {
            access_token: string;
            /**
             * @description With token exchange.
             * @enum {string}
             */
            issued_token_type?: "urn:ietf:params:oauth:token-type:access_token" | "urn:ietf:params:oauth:token-type:jwt";
            /** @enum {string} */
            token_type: "Bearer" | "DPoP";
            /** @description Seconds. */
            expires_in: number;
            /** @description Left out where the token grants nothing. */
            scope?: string;
        };
        OAuthError: {
            /** @enum {string} */
            error: "invalid_client" | "unauthorized_client" | "unsupported_grant_type" | "unsupported_token_type" | "invalid_scope" | "invalid_target" | "invalid_request" | "invalid_dpop_proof" | "use_dpop_nonce";
            error_description: string;
            /** @description What exactly, as in problem documents: `token_expired` under `invalid_client`. */
            code: string;
            fix: string;
            requestId: string;
        };
        TokenForm: {
            /** @description `client_credentials` or `urn:ietf:params:oauth:grant-type:token-exchange` */
            grant_type: string;
            /** @description What of its grants the token shall have: `namespace:marketing:read orders:read`; left out: all. */
            scope?: string;
            /** @description Who takes the token; left out: this deployment. */
            audience?: string[];
            /** @description The same as an absolute URI. */
            resource?: string[];
            /** @description The wished-for `expires_in`, in seconds. Less may be given, never more. */
            requested_expiry?: string;
            /** @description One of its projects; left out: all. */
            project?: string;
            /** @description Some of its environments; left out: all. */
            environment?: string[];
            /** @description The id of a token, `tok_…`; of a trusted issuer, `tru_…`, where its token is exchanged. */
            client_id?: string;
            /** @description That token's secret, unless sent by Basic. */
            client_secret?: string;
            subject_token?: string;
            /** @description `urn:ietf:params:oauth:token-type:access_token`, `urn:ietf:params:oauth:token-type:id_token` or `urn:ietf:params:oauth:token-type:jwt` */
            subject_token_type?: string;
            /** @description `urn:ietf:params:oauth:token-type:access_token` or `urn:ietf:params:oauth:token-type:jwt` */
            requested_token_type?: string;
            /** @description Not taken: there is no delegation. */
            actor_token?: string;
        };
        Introspection: {
            active: boolean;
            scope?: string;
            client_id?: string;
            /** @enum {string} */
            token_type?: "Bearer" | "DPoP";
            exp?: number;
            iat?: number;
            nbf?: number;
            sub?: string;
            aud?: string[];
            iss?: string;
            jti?: string;
            cnf?: {
                jkt: string;
            };
            projects?: string[];
            environments?: string[];
        };
        IntrospectionForm: {
            token: string;
            /** @description Ignored: there is one type. */
            token_type_hint?: string;
            /** @description Where `require` is asked, for tokens whose owner has roles by project. */
            project?: string;
            environment?: string;
            /** @description The holder's address, for `allowedIps`. */
            address?: string;
            /** @description The holder's origin, for `allowedOrigins`. */
            origin?: string;
            /** @description The holder's client certificate, for `clients`. */
            certificate?: string;
            /** @description The id of a token, `tok_…`; of a trusted issuer, `tru_…`, where its token is exchanged. */
            client_id?: string;
            /** @description That token's secret, unless sent by Basic. */
            client_secret?: string;
        };
        RevocationForm: {
            token: string;
            /** @description Ignored: there is one type. */
            token_type_hint?: string;
            /** @description The id of a token, `tok_…`; of a trusted issuer, `tru_…`, where its token is exchanged. */
            client_id?: string;
            /** @description That token's secret, unless sent by Basic. */
            client_secret?: string;
        };
        SetupDone: {
            user: components["schemas"]["User"];
            token: components["schemas"]["Token"];
            secret: string;
        };
        User: {
            id: string;
            email: string;
            name: string;
            /** @description The root role: `admin`, `editor`, `viewer`, `token_admin`, `none`, or a custom one. */
            role: string;
            enabled: boolean;
            hasPassword: boolean;
            /** Format: date-time */
            createdAt: string;
        };
        Token: {
            id: string;
            /** @enum {string} */
            type: "admin" | "personal" | "master" | "client" | "frontend" | "access";
            name: string;
            description: string | null;
            /** @enum {string} */
            status: "active" | "not_yet_valid" | "disabled" | "expired" | "revoked";
            projects: string[];
            environments: string[];
            grants: {
                resource: string;
                name: string;
                actions: string[];
            }[];
            clients: string[] | null;
            allowedIps: string[] | null;
            allowedOrigins: string[] | null;
            /** Format: date-time */
            notBefore: string | null;
            /**
             * Format: date-time
             * @description null: never.
             */
            expires: string | null;
            owner: string | null;
            /** @enum {string} */
            format: "opaque" | "jwt";
            /** @description Who a signed token is for. */
            audience: string[] | null;
            /** @description The thumbprint of the key that the holder must prove. */
            dpopKey: string | null;
            /** @description What it was exchanged from and ends with: a token, or a trusted issuer. */
            derivedFrom: string | null;
            retrievable: boolean;
            /** @description It signs S3 requests, and does nothing else. */
            s3: boolean;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            refreshedAt: string | null;
            /**
             * Format: date-time
             * @description While a refresh overlaps: the end of the old secret.
             */
            previousSecretUntil: string | null;
            /** Format: date-time */
            disabledAt: string | null;
            /** Format: date-time */
            revokedAt: string | null;
            revocationReason: string | null;
            /**
             * Format: date-time
             * @description Exact to about a minute; null: never.
             */
            lastUsedAt: string | null;
        };
        Setup: {
            setupCode: string;
            /** Format: email */
            email: string;
            name: string;
            password: string;
        };
        SelfToken: {
            id: string;
            /** @enum {string} */
            type: "admin" | "personal" | "master" | "client" | "frontend" | "access";
            name: string;
            projects: string[];
            environments: string[];
            grants: {
                resource: string;
                name: string;
                actions: string[];
            }[];
            clients: string[] | null;
            allowedIps: string[] | null;
            allowedOrigins: string[] | null;
            /** Format: date-time */
            notBefore: string | null;
            /**
             * Format: date-time
             * @description null: never.
             */
            expires: string | null;
            owner: string | null;
            /** @enum {string} */
            format: "opaque" | "jwt";
            /** @description Who a signed token is for. */
            audience: string[] | null;
            /** @description The thumbprint of the key that the holder must prove. */
            dpopKey: string | null;
            /** @description What it was exchanged from and ends with: a token, or a trusted issuer. */
            derivedFrom: string | null;
            /** @description It signs S3 requests, and does nothing else. */
            s3: boolean;
            /**
             * Format: date-time
             * @description While a refresh overlaps: the end of the old secret.
             */
            previousSecretUntil: string | null;
            /** @description Whole days until `expires`; null: never ends. */
            daysLeft: number | null;
        };
        TokenWithSecret: {
            secret: string;
            s3?: components["schemas"]["S3KeyPair"];
            token: components["schemas"]["Token"];
        };
        /** @description Of a token with `s3`; `secret` is then its `secretAccessKey`. */
        S3KeyPair: {
            accessKeyId: string;
            secretAccessKey: string;
        };
        SelfRefresh: {
            /** @description How long the old secret still works: `24h`; 0, the default, ends it at once. */
            overlap?: 0 | string;
        };
        Verification: {
            active: boolean;
            /** @description Why it is refused, an error code; null when active. */
            code: string | null;
            token?: components["schemas"]["SelfToken"];
            /** @description With `use_dpop_nonce`: what the proof must hold. */
            nonce?: string;
        };
        VerifyToken: {
            token: string;
            /** @description Where `require` is asked, for tokens whose owner has roles by project. */
            project?: string;
            environment?: string;
            require?: {
                resource: string;
                name: string;
                action: string;
            }[];
            /** @description The holder's address, for `allowedIps`. */
            address?: string;
            /** @description The holder's origin, for `allowedOrigins`. */
            origin?: string;
            /** @description The holder's client certificate, for `clients`. */
            certificate?: string;
            /** @description Who asks, as a signed token must name it. */
            audience?: string;
            /** @description The holder's request, for tokens that are bound to a key. */
            dpop?: {
                /** @description null: it came as a bearer token. */
                proof: string | null;
                method: string;
                /**
                 * Format: uri
                 * @description As the holder called it.
                 */
                url: string;
            };
            /** @enum {string} */
            consistency?: "edge" | "bounded" | "strict";
        };
        BulkRevoked: {
            revoked: number;
        };
        BulkRevoke: {
            owner?: string;
            project?: string;
            /** @enum {string} */
            type?: "admin" | "personal" | "master" | "client" | "frontend" | "access";
            /** @description RFC 3339; left out: all that there are. */
            issuedBefore?: string;
            /**
             * @default unspecified
             * @enum {string}
             */
            reason?: "unspecified" | "key_compromise" | "superseded" | "affiliation_changed" | "privilege_withdrawn" | "cessation_of_operation";
        };
        ImportedTokens: {
            imported: number;
            exists: number;
            refused: number;
            results: components["schemas"]["ImportResult"][];
        };
        ImportResult: {
            /** @description From 0, in the order given. */
            row: number;
            /** @enum {string} */
            status: "imported" | "exists" | "refused";
            id: string | null;
            /** @description Why it was refused, an error code. */
            code: string | null;
            detail: string | null;
        };
        ImportTokens: {
            tokens: components["schemas"]["ImportRow"][];
        };
        CreateToken: {
            /** @enum {string} */
            type: "admin" | "personal" | "master" | "client" | "frontend" | "access";
            name: string;
            description?: string;
            /** @description Short for a `projects` list of one. */
            project?: "*" | string;
            projects?: ("*" | string)[];
            environments?: ("*" | string)[];
            grants?: {
                resource: string;
                name: string;
                actions: string[];
            }[];
            /** @description Good only for requests that prove to come from one of these. */
            clients?: string[];
            /** @description CIDR blocks or addresses, v4 and v6. */
            allowedIps?: string[];
            /** @description Browser origins, or `*`. */
            allowedOrigins?: string[];
            /** @description RFC 3339. */
            notBefore?: string;
            /** @description RFC 3339, `YYYY-MM-DD` (to the end of that day, UTC), `+N` days, `30d`, `24h`, or `never`. */
            expires?: string;
            /**
             * @description `jwt`: signed, so that others can check it.
             * @enum {string}
             */
            format?: "opaque" | "jwt";
            /** @description Of a signed token, who takes it; left out: this deployment. */
            audience?: string[];
            /** @description Good only with proofs of this key: its RFC 7638 thumbprint (DPoP). */
            dpopKey?: string;
            retrievable?: boolean;
            /** @description It signs S3 requests at the gateway, and does nothing else; for types client and access. What it may do: grants on `bucket`, named `assets`, `assets/public/*` or `*`, to `read`, `write`, `delete` and `manage`. */
            s3?: boolean;
            owner?: string;
        };
        TokenList: {
            items: components["schemas"]["Token"][];
            /** @description null with `count=false`. */
            total: number | null;
            nextCursor: string | null;
        };
        TokenExpirations: {
            /**
             * Format: date
             * @description Today, UTC: the first of the days.
             */
            from: string;
            /** @description Days on which no token ends are left out. */
            days: {
                /**
                 * Format: date
                 * @description A day, UTC.
                 */
                date: string;
                count: number;
            }[];
            /** @description What ends after the last of the days. */
            later: number;
            /** @description What has no end. */
            never: number;
            /** @description All of them. */
            total: number;
        };
        PatchToken: {
            name?: string;
            description?: string | null;
            /** @description Replaces the whole list. */
            grants?: {
                resource: string;
                name: string;
                actions: string[];
            }[];
            clients?: string[] | null;
            allowedIps?: string[] | null;
            allowedOrigins?: string[] | null;
            notBefore?: string | null;
            /** @description Good only with proofs of this key: its RFC 7638 thumbprint (DPoP). */
            dpopKey?: string | null;
        };
        RefreshToken: {
            /** @description How long the old secret still works: `24h`; 0, the default, ends it at once. */
            overlap?: 0 | string;
            /** @description A new end of life, in the forms of `expires` at creation; left out: the end stays. */
            expires?: string;
        };
        Secret: {
            secret: string;
            s3?: components["schemas"]["S3KeyPair"];
        };
        EventList: {
            items: components["schemas"]["Event"][];
            nextCursor: string | null;
        };
        Event: {
            id: string;
            /** Format: date-time */
            at: string;
            /** @description `usr_…`, `tok_…`, `shr_…` (whoever used that link), `setup` or `sweep`. */
            actor: string;
            action: string;
            target: string;
            project: string | null;
            before?: unknown;
            after?: unknown;
            address: string | null;
            userAgent: string | null;
            requestId: string;
            /** @description Chains the row to the one before; null until sealed, within a minute. */
            hash: string | null;
            previousHash: string | null;
        };
        TokenUses: {
            /** @description Earliest first, without the days of no request. */
            items: {
                day: string;
                accepted: number;
                refused: number;
            }[];
        };
        Share: {
            id: string;
            email: string;
            /** @enum {string} */
            status: "open" | "redeemed" | "revoked" | "expired";
            createdBy: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt: string;
            /** Format: date-time */
            redeemedAt: string | null;
            /** @description True where no secret is kept: redeeming makes a new one, and the one before ends. */
            replacesSecret: boolean;
        };
        ShareToken: {
            /** Format: email */
            email: string;
            message?: string;
        };
        ShareList: {
            items: components["schemas"]["Share"][];
        };
        TrustedIssuer: {
            id: string;
            name: string;
            issuer: string;
            audience: string;
            claims: {
                [key: string]: string[];
            };
            project: string;
            environments: string[];
            grants: {
                resource: string;
                name: string;
                actions: string[];
            }[];
            tokenAudience: string[] | null;
            tokenMinutes: number;
            enabled: boolean;
            /** Format: date-time */
            disabledAt: string | null;
            /** @description Whose the tokens are; disabled, it gives none. */
            owner: string | null;
            createdBy: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            changedAt: string;
        };
        CreateTrustedIssuer: {
            name: string;
            /** @description The `iss` of its tokens, letter by letter: an https URL. */
            issuer: string;
            /** @description What the `aud` of its tokens must hold: a name that nobody else goes by, such as the address of this deployment. */
            audience: string;
            /** @description What the token must say. Each claim that is named must be a string that matches one of its patterns. */
            claims: {
                [key: string]: string[];
            };
            project: string;
            environments: string[];
            grants: {
                resource: string;
                name: string;
                actions: string[];
            }[];
            /** @description Whom the tokens are for; others cannot be asked for. Left out: what is asked for, else this deployment. */
            tokenAudience?: string[];
            /** @description How long they live, EXCHANGED_TOKEN_MINUTES at most; left out: as long as that. */
            tokenMinutes?: number;
        };
        TrustedIssuerList: {
            items: components["schemas"]["TrustedIssuer"][];
            total: number;
            nextCursor: string | null;
        };
        PatchTrustedIssuer: {
            name?: string;
            /** @description What the `aud` of its tokens must hold: a name that nobody else goes by, such as the address of this deployment. */
            audience?: string;
            /** @description What the token must say. Each claim that is named must be a string that matches one of its patterns. */
            claims?: {
                [key: string]: string[];
            };
            environments?: string[];
            grants?: {
                resource: string;
                name: string;
                actions: string[];
            }[];
            /** @description Whom the tokens are for; others cannot be asked for. Left out: what is asked for, else this deployment. */
            tokenAudience?: string[] | null;
            /** @description How long they live, EXCHANGED_TOKEN_MINUTES at most; left out: as long as that. */
            tokenMinutes?: number;
            enabled?: boolean;
        };
        AccessKeyRequest: {
            requestId: string;
            /** @description Of a new key; null for a new version. */
            request: {
                accessKeyName: string;
                project: string;
                /** @enum {string} */
                authenticationMethod: "AWS4_HMAC_SHA256" | "GOOG4_HMAC_SHA256";
                networkConfiguration: {
                    /** @enum {string} */
                    securityNetwork: "STANDARD_TLS" | "ENHANCED_TLS";
                    /** @enum {string|null} */
                    additionalCdn: "RUSSIA_CDN" | "CHINA_CDN" | null;
                };
            } | null;
            /** @enum {string} */
            processingStatus: "IN_PROGRESS" | "DONE" | "FAILED";
            /** @description Why it failed. */
            reason: string | null;
            requestedBy: string;
            /** Format: date-time */
            requestDate: string;
            /** @description null until done, and for a new version. */
            accessKey: {
                accessKeyUid: string;
                link: string;
            } | null;
            /** @description null until done. */
            accessKeyVersion: {
                accessKeyUid: string;
                version: number;
                link: string;
            } | null;
        };
        AcceptedLookup: {
            lookupId: string;
            /** @description Seconds. */
            retryAfter: number;
        };
        CreateAccessKeyLookup: {
            accessKeyUid: string;
            version: number;
        };
        AccessKeyLookup: {
            lookupId: string;
            /** @enum {string} */
            lookupStatus: "SUBMITTED" | "COMPLETE" | "ERROR";
            /** @description null until complete. */
            properties: components["schemas"]["UsingProperty"][] | null;
        };
        UsingProperty: {
            accessKeyUid: string;
            version: number;
            propertyId: string;
            propertyName: string;
            productionVersion: number | null;
            stagingVersion: number | null;
            /** @description The same for every environment. */
            environments: {
                [key: string]: number;
            };
        };
        AcceptedRequest: {
            requestId: string;
            /** @description Seconds. */
            retryAfter: number;
        };
        CreateAccessKey: {
            accessKeyName: string;
            /** @enum {string} */
            authenticationMethod: "AWS4_HMAC_SHA256" | "GOOG4_HMAC_SHA256";
            project: string;
            credentials: {
                /** @description The id of the credential, as AWS or Google Cloud gave it. */
                cloudAccessKeyId: string;
                /** @description Its secret. Sealed on arrival; no answer ever tells it. */
                cloudSecretAccessKey: string;
            };
            networkConfiguration: {
                /**
                 * @description `ENHANCED_TLS`: only for properties that are marked `enhancedTls`.
                 * @enum {string}
                 */
                securityNetwork: "STANDARD_TLS" | "ENHANCED_TLS";
                /** @enum {string|null} */
                additionalCdn?: "RUSSIA_CDN" | "CHINA_CDN" | null;
            };
            note?: string | null;
        };
        AccessKeyList: {
            items: components["schemas"]["AccessKey"][];
            total: number;
            nextCursor: string | null;
        };
        AccessKey: {
            accessKeyUid: string;
            project: string;
            /** @enum {string} */
            authenticationMethod: "AWS4_HMAC_SHA256" | "GOOG4_HMAC_SHA256";
            accessKeyName: string;
            note: string | null;
            /** Format: date-time */
            createdTime: string;
            createdBy: string;
            networkConfiguration: {
                /** @enum {string} */
                securityNetwork: "STANDARD_TLS" | "ENHANCED_TLS";
                /** @enum {string|null} */
                additionalCdn: "RUSSIA_CDN" | "CHINA_CDN" | null;
            };
            latestVersion: number;
        };
        CreateAccessKeyVersion: {
            /** @description The id of the credential, as AWS or Google Cloud gave it. */
            cloudAccessKeyId: string;
            /** @description Its secret. Sealed on arrival; no answer ever tells it. */
            cloudSecretAccessKey: string;
        };
        AccessKeyVersionList: {
            items: components["schemas"]["AccessKeyVersion"][];
        };
        AccessKeyVersion: {
            accessKeyUid: string;
            /** Format: uuid */
            versionGuid: string;
            version: number;
            cloudAccessKeyId: string;
            /** @enum {string} */
            deploymentStatus: "PENDING_ACTIVATION" | "ACTIVE" | "PENDING_DELETION";
            createdBy: string;
            /** Format: date-time */
            createdTime: string;
        };
        UsingProperties: {
            properties: components["schemas"]["UsingProperty"][];
        };
        Redeemed: {
            secret: string;
            s3?: components["schemas"]["S3KeyPair"];
            token: components["schemas"]["SelfToken"];
        };
        CreateUser: {
            /** Format: email */
            email: string;
            name: string;
            /** @description Left out: no sign-in by password until one is set. */
            password?: string;
            /** @default none */
            role?: string;
        };
        UserList: {
            items: components["schemas"]["User"][];
            total: number;
            nextCursor: string | null;
        };
        UserDetails: {
            id: string;
            email: string;
            name: string;
            /** @description The root role: `admin`, `editor`, `viewer`, `token_admin`, `none`, or a custom one. */
            role: string;
            enabled: boolean;
            hasPassword: boolean;
            /** Format: date-time */
            createdAt: string;
            memberships: {
                project: string;
                role: string;
            }[];
            groups: string[];
            permissions: {
                /** @description `*`: everything. */
                everywhere: string[];
                projects: {
                    [key: string]: string[];
                };
            };
        };
        PatchSelf: {
            name?: string;
            /** @description An administrator sets the first one. */
            password?: string;
            /** @description Needed to replace the password. */
            currentPassword?: string;
        };
        PatchUser: {
            /** Format: email */
            email?: string;
            name?: string;
            /** @description null: no sign-in by password. */
            password?: string | null;
            role?: string;
            /** @description false stops every token of the person. */
            enabled?: boolean;
        };
        Role: {
            name: string;
            description: string | null;
            permissions: string[];
            builtIn: boolean;
            /**
             * @description Where it may be given; custom roles in both places.
             * @enum {string}
             */
            for: "root" | "project" | "both";
            /** Format: date-time */
            createdAt: string | null;
        };
        CreateRole: {
            name: string;
            description?: string;
            permissions: components["schemas"]["Permission"][];
        };
        Permission: string;
        RoleList: {
            items: components["schemas"]["Role"][];
        };
        PatchRole: {
            description?: string | null;
            permissions?: components["schemas"]["Permission"][];
        };
        Group: {
            id: string;
            name: string;
            /** Format: date-time */
            createdAt: string;
        };
        CreateGroup: {
            id: string;
            name: string;
        };
        GroupList: {
            items: components["schemas"]["Group"][];
            total: number;
            nextCursor: string | null;
        };
        PatchGroup: {
            name: string;
        };
        GroupMemberList: {
            items: components["schemas"]["GroupMember"][];
            total: number;
            nextCursor: string | null;
        };
        GroupMember: {
            user: string;
            email: string;
            name: string;
            /** Format: date-time */
            createdAt: string;
        };
        Project: {
            id: string;
            name: string;
            /** Format: date-time */
            createdAt: string;
        };
        CreateProject: {
            id: string;
            name: string;
        };
        ProjectList: {
            items: components["schemas"]["Project"][];
            total: number;
            nextCursor: string | null;
        };
        PatchProject: {
            name: string;
        };
        MemberList: {
            items: components["schemas"]["Member"][];
            total: number;
            nextCursor: string | null;
        };
        Member: {
            user: string;
            email: string;
            name: string;
            /** Format: date-time */
            createdAt: string;
            project: string;
            role: string;
        };
        PutMember: {
            role: string;
        };
        Environment: {
            id: string;
            name: string;
            /** Format: date-time */
            createdAt: string;
        };
        CreateEnvironment: {
            id: string;
            name: string;
        };
        EnvironmentList: {
            items: components["schemas"]["Environment"][];
            total: number;
            nextCursor: string | null;
        };
        Client: {
            id: string;
            name: string;
            /** @description Only people of this group may lock tokens to the client or manage those that are. */
            group: string | null;
            certificates: string[];
            allowedIps: string[];
            /** Format: date-time */
            createdAt: string;
        };
        CreateClient: {
            id: string;
            name: string;
            group?: string;
            certificates?: string[];
            allowedIps?: string[];
        };
        ClientList: {
            items: components["schemas"]["Client"][];
            total: number;
            nextCursor: string | null;
        };
        PatchClient: {
            name?: string;
            group?: string | null;
            certificates?: string[];
            allowedIps?: string[];
        };
        SigningKeyList: {
            items: components["schemas"]["SigningKey"][];
        };
        SigningKey: {
            /** @description RFC 7638 thumbprint of the public key. */
            kid: string;
            /** @enum {string} */
            algorithm: "EdDSA" | "ES256";
            /**
             * @description `published`: ahead of its use. `retired`: signs no more, stays published until its tokens have ended.
             * @enum {string}
             */
            state: "published" | "signing" | "retired";
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            signsFrom: string;
            /**
             * Format: date-time
             * @description null: as long as it signs, and longer.
             */
            publishedUntil: string | null;
        };
        RotateSigningKey: {
            /** @description `now`, or the forms of `expires` up to 30 days ahead; in 24 hours unless told. */
            signsFrom?: string;
        };
        Namespace: {
            project: string;
            name: string;
            group: string | null;
            /** @description Days that an item is kept; 0: for ever. */
            retentionDays: number;
            /** Format: date-time */
            createdAt: string;
        };
        CreateNamespace: {
            name: string;
            group?: string;
            retentionDays?: number;
        };
        NamespaceList: {
            items: components["schemas"]["Namespace"][];
            total: number;
            nextCursor: string | null;
        };
        PatchNamespace: {
            group?: string | null;
            retentionDays?: number;
        };
        ItemList: {
            items: {
                key: string;
                contentType: string | null;
                /** Format: date-time */
                expires: string | null;
            }[];
            nextCursor: string | null;
        };
        Settings: {
            version: string;
            /** @description Where people reach it. */
            publicUrl: string | null;
            /** @description null: no mail is sent. */
            mailFrom: string | null;
            /** @description How late a change may be noticed. */
            stalenessSeconds: number;
            /** @description By type of token. A `master` token ends with its membership. */
            lives: {
                admin: components["schemas"]["TokenLife"];
                personal: components["schemas"]["TokenLife"];
                master: components["schemas"]["TokenLife"];
                client: components["schemas"]["TokenLife"];
                frontend: components["schemas"]["TokenLife"];
                access: components["schemas"]["TokenLife"];
            };
            limits: {
                namespacesPerToken: number;
                clientsPerToken: number;
                personalTokensPerPerson: number;
            };
            /** @description So many days before a token ends its owner is told. */
            ownerNoticeDays: number[];
            retention: {
                expiredTokensDays: number;
                auditDays: number;
                deliveriesDays: number;
            };
            /** @description Life of a token made by password. */
            passwordTokenHours: number;
            /** @description Longest life of an exchanged token. */
            exchangedTokenMinutes: number;
            signing: {
                /** @enum {string} */
                algorithm: "EdDSA" | "ES256";
                keyDays: number;
            };
        };
        TokenLife: {
            /** @description Where the creator names no end; null: no end. */
            defaultDays: number | null;
            /** @description null: no bound. */
            maxDays: number | null;
            /** @description Days without a use; null: never. */
            disableAfterIdleDays: number | null;
        };
        Sweep: {
            id: string;
            /** @enum {string} */
            job: "publish" | "sweep" | "daily";
            /**
             * @description `lost`: it began long ago and never said that it ended.
             * @enum {string}
             */
            status: "running" | "done" | "failed" | "lost";
            /** @description `cron`, `queue`, or who asked for it: `usr_…`, `tok_…`. */
            startedBy: string;
            /** Format: date-time */
            startedAt: string;
            /** Format: date-time */
            endedAt: string | null;
            /** @description What it did, by kind. */
            counts: {
                [key: string]: number;
            };
            error: string | null;
        };
        RunSweep: {
            /**
             * @description `sweep` unless told.
             * @enum {string}
             */
            job?: "publish" | "sweep" | "daily";
        };
        SweepList: {
            items: components["schemas"]["Sweep"][];
            nextCursor: string | null;
        };
        SubscriptionWithSecret: {
            subscription: components["schemas"]["Subscription"];
            secret: string | null;
        };
        Subscription: {
            id: string;
            /** @enum {string} */
            channel: "mail" | "webhook";
            address: string;
            description: string | null;
            events: ("token.expiring" | "token.expired" | "token.created" | "token.refreshed" | "token.revoked" | "token.disabled" | "token.enabled" | "token.shared" | "access_key.created" | "access_key.activated" | "access_key.failed" | "access_key.deleted" | "property.activated" | "property.deactivated")[];
            thresholds: string[];
            filter: {
                /** @description Only what applies to this project, or is of it. */
                project?: string;
                /** @description Only tokens with a grant for this namespace. */
                namespace?: string;
                /**
                 * @description Only tokens of this type.
                 * @enum {string}
                 */
                type?: "admin" | "personal" | "master" | "client" | "frontend" | "access";
                /** @description Only tokens of this owner. */
                owner?: string;
            };
            enabled: boolean;
            /** Format: date-time */
            disabledAt: string | null;
            /** @enum {string|null} */
            disabledReason: "gone" | "failing" | "manual" | null;
            /**
             * Format: date-time
             * @description While a rotation overlaps: the end of the old secret.
             */
            previousSecretUntil: string | null;
            /** @description Who is told by mail when its deliveries stop. */
            owner: string | null;
            /** Format: date-time */
            createdAt: string;
        };
        CreateSubscription: {
            /** @enum {string} */
            channel: "mail" | "webhook";
            /** @description A mail address, or the https URL of a webhook. */
            address: string;
            description?: string;
            /**
             * @default [
             *       "token.expiring",
             *       "token.expired"
             *     ]
             */
            events?: ("token.expiring" | "token.expired" | "token.created" | "token.refreshed" | "token.revoked" | "token.disabled" | "token.enabled" | "token.shared" | "access_key.created" | "access_key.activated" | "access_key.failed" | "access_key.deleted" | "property.activated" | "property.deactivated")[];
            /**
             * @description How long before its end to tell of a token: `30d`, `24h`, `1m`.
             * @default [
             *       "30d",
             *       "7d",
             *       "1d"
             *     ]
             */
            thresholds?: string[];
            /** @default {} */
            filter?: {
                /** @description Only what applies to this project, or is of it. */
                project?: string;
                /** @description Only tokens with a grant for this namespace. */
                namespace?: string;
                /**
                 * @description Only tokens of this type.
                 * @enum {string}
                 */
                type?: "admin" | "personal" | "master" | "client" | "frontend" | "access";
                /** @description Only tokens of this owner. */
                owner?: string;
            };
        };
        SubscriptionList: {
            items: components["schemas"]["Subscription"][];
            total: number;
            nextCursor: string | null;
        };
        PatchSubscription: {
            /** @description A mail address, or the https URL of a webhook. */
            address?: string;
            description?: string | null;
            events?: ("token.expiring" | "token.expired" | "token.created" | "token.refreshed" | "token.revoked" | "token.disabled" | "token.enabled" | "token.shared" | "access_key.created" | "access_key.activated" | "access_key.failed" | "access_key.deleted" | "property.activated" | "property.deactivated")[];
            /** @description How long before its end to tell of a token: `30d`, `24h`, `1m`. */
            thresholds?: string[];
            /** @description Replaces the whole filter. */
            filter?: {
                /** @description Only what applies to this project, or is of it. */
                project?: string;
                /** @description Only tokens with a grant for this namespace. */
                namespace?: string;
                /**
                 * @description Only tokens of this type.
                 * @enum {string}
                 */
                type?: "admin" | "personal" | "master" | "client" | "frontend" | "access";
                /** @description Only tokens of this owner. */
                owner?: string;
            };
            enabled?: boolean;
        };
        RotateSubscriptionSecret: {
            /** @description How long messages are signed with both secrets: `24h` unless told. */
            overlap?: string;
        };
        Notification: {
            /** @description Also the `webhook-id` of every attempt. */
            id: string;
            /** @description null: told as the owner, or by name. */
            subscription: string | null;
            /** @enum {string} */
            channel: "mail" | "webhook";
            /** @description null: the subscription is gone. */
            address: string | null;
            /** @enum {string} */
            event: "token.expiring" | "token.expired" | "token.created" | "token.refreshed" | "token.revoked" | "token.disabled" | "token.enabled" | "token.shared" | "access_key.created" | "access_key.activated" | "access_key.failed" | "access_key.deleted" | "property.activated" | "property.deactivated" | "digest" | "subscription.disabled";
            /** @enum {string} */
            status: "pending" | "delivered" | "failed" | "dropped";
            /** @description How many tokens, access keys or properties it tells of. */
            tokens: number;
            /** @description How many more it would have told of, had they not changed in time. */
            superseded: number;
            /** Format: date-time */
            createdAt: string;
            attempts: number;
            /** Format: date-time */
            lastAttemptAt: string | null;
            /**
             * Format: date-time
             * @description When it is tried again at the latest; null: never.
             */
            nextAttemptAt: string | null;
            /** Format: date-time */
            endedAt: string | null;
            /** @description The HTTP status of the last answer. */
            lastStatus: number | null;
            /** @description The beginning of the last answer, or why there was none. */
            lastAnswer: string | null;
        };
        NotificationList: {
            items: components["schemas"]["Notification"][];
            nextCursor: string | null;
        };
        EventsVerification: {
            checked: number;
            /** @description Rows of the last minute, which have yet to be chained. */
            unsealed: number;
            /** @description The first row that is not as it was written; null: none. */
            fault: {
                id: string;
                /** @enum {string} */
                what: "altered" | "inserted" | "removed";
                detail: string;
            } | null;
            next: string | null;
            /** @description The last row of the chain. */
            head: {
                id: string;
                hash: string;
            } | null;
        };
        RequestList: {
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            until: string;
            /** @description Earliest first, without the hours of no request. */
            items: {
                /**
                 * Format: date-time
                 * @description When the hour begins.
                 */
                hour: string;
                accepted: number;
                refused: number;
            }[];
            /** @description Most frequent first. */
            refusals: {
                /** @description An error code. */
                code: string;
                count: number;
            }[];
        };
        PropertyWithVersion: {
            property: components["schemas"]["Property"];
            version: components["schemas"]["PropertyVersion"];
        };
        Property: {
            id: string;
            project: string;
            name: string;
            latestVersion: number;
            /** @description The version that is active, by environment. */
            active: {
                [key: string]: number;
            };
            createdBy: string;
            /** Format: date-time */
            createdAt: string;
        };
        PropertyVersion: {
            propertyId: string;
            version: number;
            document: components["schemas"]["PropertyDocument"];
            note: string | null;
            /** @description What keeps the version from being activated. */
            errors: {
                /** @description Where in the document. */
                path: string;
                message: string;
            }[];
            /** @description What may not be meant. */
            warnings: {
                /** @description Where in the document. */
                path: string;
                message: string;
            }[];
            /** @description Whether it was never active, and may still change. */
            editable: boolean;
            /** @description The environments that it is active in. */
            active: string[];
            createdBy: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            changedAt: string;
        };
        PropertyDocument: {
            $schema?: string;
            /** @description By environment. */
            hostnames: {
                [key: string]: string[];
            };
            /**
             * @description Keys of the ENHANCED_TLS network need it.
             * @default false
             */
            enhancedTls?: boolean;
            origin: {
                /** @description https, and public. What a request asks for is put behind its path; it has no query. */
                url: string;
                /**
                 * @description How long the origin may take to begin its answer.
                 * @default 30
                 */
                timeoutSeconds?: number;
                /**
                 * @description Whether the `Authorization` of the client goes on to the origin, which then knows the token.
                 * @default false
                 */
                passAuthorization?: boolean;
                /**
                 * @description What becomes of the query. Left out: it is dropped where the request is signed, for a storage reads commands from it.
                 * @enum {string}
                 */
                query?: "pass" | "drop";
            };
            /** @default null */
            signing?: {
                /** Format: uuid */
                accessKeyVersionGuid: string;
                /**
                 * @description The region of the bucket; `auto` does for Google Cloud Storage.
                 * @default us-east-1
                 */
                region?: string;
                /** @description Left out: `s3` for AWS, `storage` for Google Cloud Storage. */
                service?: string;
            } | null;
            /**
             * @description Where an environment has an origin or a key of its own.
             * @default {}
             */
            environments?: {
                [key: string]: {
                    origin?: {
                        /** @description https, and public. What a request asks for is put behind its path; it has no query. */
                        url: string;
                        /**
                         * @description How long the origin may take to begin its answer.
                         * @default 30
                         */
                        timeoutSeconds?: number;
                        /**
                         * @description Whether the `Authorization` of the client goes on to the origin, which then knows the token.
                         * @default false
                         */
                        passAuthorization?: boolean;
                        /**
                         * @description What becomes of the query. Left out: it is dropped where the request is signed, for a storage reads commands from it.
                         * @enum {string}
                         */
                        query?: "pass" | "drop";
                    };
                    signing?: {
                        /** Format: uuid */
                        accessKeyVersionGuid: string;
                        /**
                         * @description The region of the bucket; `auto` does for Google Cloud Storage.
                         * @default us-east-1
                         */
                        region?: string;
                        /** @description Left out: `s3` for AWS, `storage` for Google Cloud Storage. */
                        service?: string;
                    } | null;
                };
            };
            /**
             * @default bounded
             * @enum {string}
             */
            consistency?: "edge" | "bounded" | "strict";
            /** @default null */
            cors?: {
                origins: string[];
                /**
                 * @default [
                 *       "GET",
                 *       "HEAD"
                 *     ]
                 */
                methods?: ("GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS")[];
                /**
                 * @default [
                 *       "Authorization",
                 *       "Content-Type",
                 *       "DPoP"
                 *     ]
                 */
                headers?: string[];
                /** @default [] */
                exposeHeaders?: string[];
                /** @default 600 */
                maxAgeSeconds?: number;
            } | null;
            /** @default null */
            clientKeys?: {
                /** @default Authorization */
                header?: string;
                /** @description Strings that you choose. They are no secret, and good at this property only. */
                keys: string[];
            } | null;
            /** @default [] */
            rules?: {
                paths: string[];
                /**
                 * @default [
                 *       "GET",
                 *       "HEAD"
                 *     ]
                 */
                methods?: ("GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS")[];
                access: {
                    /** @enum {string} */
                    by: "open";
                } | {
                    /** @enum {string} */
                    by: "token";
                    /**
                     * @default [
                     *       "client",
                     *       "frontend",
                     *       "access"
                     *     ]
                     */
                    types?: ("admin" | "personal" | "master" | "client" | "frontend" | "access")[];
                    /** @default [] */
                    requires?: {
                        resource: string;
                        /** @description A name; `{segment}` in it is taken from the path. */
                        name: string;
                        /** @description `{method}`: read for GET and HEAD, delete for DELETE, write for all others. */
                        action: string;
                    }[];
                } | {
                    /** @enum {string} */
                    by: "clientKey";
                };
            }[];
            /**
             * @description Speaks S3: requests are signed with the key pair of a token, and grants on buckets decide.
             * @default null
             */
            s3?: {
                buckets: {
                    /** @description What clients and grants call it. */
                    name: string;
                    /** @description What the origin calls it; left out: the same. */
                    originBucket?: string;
                }[];
                /**
                 * @description How the origin is told the bucket: in the path, or in the host name.
                 * @default path
                 * @enum {string}
                 */
                style?: "path" | "virtual";
            } | null;
        };
        CreateProperty: {
            project: string;
            name: string;
            document: components["schemas"]["PropertyDocument"];
            note?: string | null;
        };
        PropertyList: {
            items: components["schemas"]["Property"][];
            total: number;
            nextCursor: string | null;
        };
        SavePropertyVersion: {
            document: components["schemas"]["PropertyDocument"];
            note?: string | null;
        };
        PropertyVersionList: {
            items: {
                propertyId: string;
                version: number;
                note: string | null;
                /** @description Whether it was never active, and may still change. */
                editable: boolean;
                /** @description The environments that it is active in. */
                active: string[];
                createdBy: string;
                /** Format: date-time */
                createdAt: string;
                /** Format: date-time */
                changedAt: string;
            }[];
            nextCursor: string | null;
        };
        Activation: {
            activationId: string;
            activationLink: string;
            propertyId: string;
            propertyName: string;
            /** @enum {string} */
            type: "ACTIVATE" | "DEACTIVATE";
            version: number;
            environment: string;
            /** @description Whether this is what the environment now runs. */
            current: boolean;
            notify: string[];
            note: string | null;
            createdBy: string;
            /** Format: date-time */
            createdAt: string;
        };
        ActivateProperty: {
            /**
             * @default ACTIVATE
             * @enum {string}
             */
            type?: "ACTIVATE" | "DEACTIVATE";
            /** @description To activate; an earlier one rolls back. Left out: the latest. */
            version?: number | "latest";
            environment: string;
            /**
             * @description Who is told by mail.
             * @default []
             */
            notify?: string[];
            note?: string | null;
        };
        ActivationList: {
            items: components["schemas"]["Activation"][];
            nextCursor: string | null;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Both answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
        };
    };
    authorizationServerMetadata: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The metadata */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuthorizationServerMetadata"];
                };
            };
        };
    };
    protectedResourceMetadata: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The metadata */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProtectedResourceMetadata"];
                };
            };
        };
    };
    jwks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The keys: the one that signs, the next, and those whose tokens have not ended */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/jwk-set+json": components["schemas"]["JwkSet"];
                };
            };
        };
    };
    statusList: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                n: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The list, signed. It is a JWT whatever `Accept` says (RFC 9110 section 12.4.1) */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/statuslist+jwt": string;
                };
            };
        };
    };
    oauthToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["TokenForm"];
            };
        };
        responses: {
            /** @description The token; it is told this once */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuedToken"];
                };
            };
        };
    };
    introspectToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["IntrospectionForm"];
            };
        };
        responses: {
            /** @description The verdict; as a JWT for who accepts that (RFC 9701) */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Introspection"];
                    "application/token-introspection+jwt": string;
                };
            };
        };
    };
    revokeTokenByValue: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["RevocationForm"];
            };
        };
        responses: {
            /** @description Revoked, or there was nothing to revoke */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    setUp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Setup"];
            };
        };
        responses: {
            /** @description Done; the secret is told this once */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SetupDone"];
                };
            };
        };
    };
    getSelf: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The presented token */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SelfToken"];
                };
            };
        };
    };
    revokeSelf: {
        parameters: {
            query?: {
                reason?: "unspecified" | "key_compromise" | "superseded" | "affiliation_changed" | "privilege_withdrawn" | "cessation_of_operation";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Revoked */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    refreshSelf: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body repeats a lost answer instead of doing it twice; for 24 hours. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["SelfRefresh"];
            };
        };
        responses: {
            /** @description The token and its new secret */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenWithSecret"];
                };
            };
        };
    };
    verifyToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VerifyToken"];
            };
        };
        responses: {
            /** @description The verdict; a refused token is an answer, not an error */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Verification"];
                };
            };
        };
    };
    revokeTokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkRevoke"];
            };
        };
        responses: {
            /** @description How many there were */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkRevoked"];
                };
            };
        };
    };
    importTokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ImportTokens"];
            };
        };
        responses: {
            /** @description What became of each row; a refused one is an answer, not an error */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportedTokens"];
                };
            };
        };
    };
    listTokens: {
        parameters: {
            query?: {
                /** @description Substring of name, description or owner; at least 3 characters. */
                q?: string;
                type?: "admin" | "personal" | "master" | "client" | "frontend" | "access";
                project?: string;
                environment?: string;
                namespace?: string;
                owner?: string;
                /** @description Left out: all that have not expired or been revoked. */
                status?: "active" | "not_yet_valid" | "disabled" | "expired" | "revoked";
                /** @description The forms of `expires`: `2026-12-31`, `30d`, … */
                expiringBefore?: string;
                /** @description `true`: only what was never used. */
                unused?: "true" | "false";
                /** @description `true`: only what was refreshed, while the old secret still works. */
                overlapping?: "true" | "false";
                /** @description `false`: nothing is counted, and `total` is null: a page costs less so. */
                count?: "true" | "false";
                sort?: "created" | "-created" | "name" | "-name" | "expires" | "-expires";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, and how many there are in all */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenList"];
                };
            };
        };
    };
    createToken: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body repeats a lost answer instead of doing it twice; for 24 hours. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateToken"];
            };
        };
        responses: {
            /** @description The token and its secret */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenWithSecret"];
                };
            };
        };
    };
    listTokenExpirations: {
        parameters: {
            query?: {
                type?: "admin" | "personal" | "master" | "client" | "frontend" | "access";
                project?: string;
                environment?: string;
                namespace?: string;
                owner?: string;
                /** @description How many days, from today on. */
                days?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The days, and how many end later or never */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenExpirations"];
                };
            };
        };
    };
    getToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The token, without its secret */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Token"];
                };
            };
        };
    };
    revokeToken: {
        parameters: {
            query?: {
                reason?: "unspecified" | "key_compromise" | "superseded" | "affiliation_changed" | "privilege_withdrawn" | "cessation_of_operation";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Revoked */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    patchToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PatchToken"];
            };
        };
        responses: {
            /** @description The token as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Token"];
                };
            };
        };
    };
    refreshToken: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body repeats a lost answer instead of doing it twice; for 24 hours. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RefreshToken"];
            };
        };
        responses: {
            /** @description The token and its new secret */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenWithSecret"];
                };
            };
        };
    };
    disableToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The token as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Token"];
                };
            };
        };
    };
    enableToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The token as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Token"];
                };
            };
        };
    };
    revealSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The secret */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Secret"];
                };
            };
        };
    };
    listTokenEvents: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventList"];
                };
            };
        };
    };
    listTokenUses: {
        parameters: {
            query?: {
                /** @description Today among them, UTC. */
                days?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was counted; the last minute may be missing */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenUses"];
                };
            };
        };
    };
    shareToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ShareToken"];
            };
        };
        responses: {
            /** @description The link, without its code; the mail is on its way */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Share"];
                };
            };
        };
    };
    listShares: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The links, at most 100, without their codes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShareList"];
                };
            };
        };
    };
    revokeShare: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                share: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It no longer works; again is no error */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listTrustedIssuers: {
        parameters: {
            query?: {
                project?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, and how many there are in all */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrustedIssuerList"];
                };
            };
        };
    };
    createTrustedIssuer: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateTrustedIssuer"];
            };
        };
        responses: {
            /** @description The trusted issuer */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrustedIssuer"];
                };
            };
        };
    };
    getTrustedIssuer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The trusted issuer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrustedIssuer"];
                };
            };
        };
    };
    deleteTrustedIssuer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    updateTrustedIssuer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PatchTrustedIssuer"];
            };
        };
        responses: {
            /** @description The trusted issuer as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrustedIssuer"];
                };
            };
        };
    };
    getAccessKeyRequest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, and what has become of it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessKeyRequest"];
                };
            };
        };
    };
    createAccessKeyLookup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateAccessKeyLookup"];
            };
        };
        responses: {
            /** @description The lookup */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AcceptedLookup"];
                };
            };
        };
    };
    getAccessKeyLookup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The lookup, with its answer once it is complete */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessKeyLookup"];
                };
            };
        };
    };
    listAccessKeys: {
        parameters: {
            query?: {
                project?: string;
                /** @description Only the key that this version is of. */
                versionGuid?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, and how many there are in all */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessKeyList"];
                };
            };
        };
    };
    createAccessKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateAccessKey"];
            };
        };
        responses: {
            /** @description The request, which tells what has become of it */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AcceptedRequest"];
                };
            };
        };
    };
    getAccessKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The access key */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessKey"];
                };
            };
        };
    };
    deleteAccessKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listAccessKeyVersions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Its versions */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessKeyVersionList"];
                };
            };
        };
    };
    createAccessKeyVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateAccessKeyVersion"];
            };
        };
        responses: {
            /** @description The request, which tells what has become of it */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AcceptedRequest"];
                };
            };
        };
    };
    getAccessKeyVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uid: string;
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The version */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessKeyVersion"];
                };
            };
        };
    };
    deleteAccessKeyVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uid: string;
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The version, PENDING_DELETION */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessKeyVersion"];
                };
            };
        };
    };
    listAccessKeyVersionProperties: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uid: string;
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The properties, at this moment; none: the version may be deleted */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UsingProperties"];
                };
            };
        };
    };
    redeemShare: {
        parameters: {
            query?: never;
            header?: {
                /** @description Drawn at random for this one use. The same code and key repeat a lost answer; for ten minutes. */
                "idempotency-key"?: string;
            };
            path: {
                /** @description What stands after the # in the link. */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The token as its holder sees it, and the secret, told this once */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Redeemed"];
                };
            };
        };
    };
    listUsers: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                /** @description Substring of mail address or name. */
                q?: string;
                role?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, and how many there are in all */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserList"];
                };
            };
        };
    };
    createUser: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateUser"];
            };
        };
        responses: {
            /** @description The person */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
        };
    };
    getOwnUser: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The person, and what they may do with this token */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserDetails"];
                };
            };
        };
    };
    updateOwnUser: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PatchSelf"];
            };
        };
        responses: {
            /** @description The person as they are now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
        };
    };
    getUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The person */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserDetails"];
                };
            };
        };
    };
    deleteUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    updateUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PatchUser"];
            };
        };
        responses: {
            /** @description The person as they are now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
        };
    };
    listRoles: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The roles */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoleList"];
                };
            };
        };
    };
    createRole: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateRole"];
            };
        };
        responses: {
            /** @description The role */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Role"];
                };
            };
        };
    };
    getRole: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The role */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Role"];
                };
            };
        };
    };
    deleteRole: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    updateRole: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PatchRole"];
            };
        };
        responses: {
            /** @description The role as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Role"];
                };
            };
        };
    };
    listGroups: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, and how many there are in all */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupList"];
                };
            };
        };
    };
    createGroup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateGroup"];
            };
        };
        responses: {
            /** @description The group */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Group"];
                };
            };
        };
    };
    getGroup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                group: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The group */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Group"];
                };
            };
        };
    };
    deleteGroup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                group: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    updateGroup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                group: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PatchGroup"];
            };
        };
        responses: {
            /** @description The group as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Group"];
                };
            };
        };
    };
    listGroupMembers: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                group: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, and how many there are in all */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupMemberList"];
                };
            };
        };
    };
    addGroupMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                group: string;
                user: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The person, in the group since then */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupMember"];
                };
            };
        };
    };
    removeGroupMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                group: string;
                user: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Taken out */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listProjects: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, and how many there are in all */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectList"];
                };
            };
        };
    };
    createProject: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateProject"];
            };
        };
        responses: {
            /** @description The project */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Project"];
                };
            };
        };
    };
    getProject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The project */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Project"];
                };
            };
        };
    };
    deleteProject: {
        parameters: {
            query?: {
                /** @description Take the project out of every token that names it; a list that loses its last grants nothing. */
                detach?: "true" | "false";
            };
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    patchProject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PatchProject"];
            };
        };
        responses: {
            /** @description The project as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Project"];
                };
            };
        };
    };
    listMembers: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, and how many there are in all */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberList"];
                };
            };
        };
    };
    getMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
                user: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The person */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
        };
    };
    putMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
                user: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutMember"];
            };
        };
        responses: {
            /** @description The person with the role there */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
        };
    };
    removeMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
                user: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listEnvironments: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, and how many there are in all */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnvironmentList"];
                };
            };
        };
    };
    createEnvironment: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateEnvironment"];
            };
        };
        responses: {
            /** @description The environment */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Environment"];
                };
            };
        };
    };
    getEnvironment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                environment: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The environment */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Environment"];
                };
            };
        };
    };
    deleteEnvironment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                environment: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listClients: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, and how many there are in all */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClientList"];
                };
            };
        };
    };
    createClient: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateClient"];
            };
        };
        responses: {
            /** @description The client */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Client"];
                };
            };
        };
    };
    getClient: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                client: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The client */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Client"];
                };
            };
        };
    };
    deleteClient: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                client: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    patchClient: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                client: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PatchClient"];
            };
        };
        responses: {
            /** @description The client as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Client"];
                };
            };
        };
    };
    listSigningKeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The keys, without their private halves */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SigningKeyList"];
                };
            };
        };
    };
    rotateSigningKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RotateSigningKey"];
            };
        };
        responses: {
            /** @description The key */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SigningKey"];
                };
            };
        };
    };
    removeSigningKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Taken away */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listNamespaces: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, and how many there are in all */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NamespaceList"];
                };
            };
        };
    };
    createNamespace: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateNamespace"];
            };
        };
        responses: {
            /** @description The namespace */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Namespace"];
                };
            };
        };
    };
    getNamespace: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
                namespace: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The namespace */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Namespace"];
                };
            };
        };
    };
    deleteNamespace: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
                namespace: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    patchNamespace: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
                namespace: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PatchNamespace"];
            };
        };
        responses: {
            /** @description The namespace as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Namespace"];
                };
            };
        };
    };
    getItem: {
        parameters: {
            query?: {
                /** @description May be left out where the token is for just one. */
                environment?: string;
            };
            header?: never;
            path: {
                project: string;
                namespace: string;
                /** @description One path segment: a slash is written %2F. */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The item */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
        };
    };
    putItem: {
        parameters: {
            query?: {
                /** @description May be left out where the token is for just one. */
                environment?: string;
            };
            header?: never;
            path: {
                project: string;
                namespace: string;
                /** @description One path segment: a slash is written %2F. */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "*/*": string;
            };
        };
        responses: {
            /** @description Written; other places may see it a minute or more later */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    deleteItem: {
        parameters: {
            query?: {
                /** @description May be left out where the token is for just one. */
                environment?: string;
            };
            header?: never;
            path: {
                project: string;
                namespace: string;
                /** @description One path segment: a slash is written %2F. */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted; other places may see it a minute or more longer */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listItems: {
        parameters: {
            query?: {
                /** @description May be left out where the token is for just one. */
                environment?: string;
                prefix?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                project: string;
                namespace: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of keys */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemList"];
                };
            };
        };
    };
    getSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The settings as they count */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settings"];
                };
            };
        };
    };
    listSweeps: {
        parameters: {
            query?: {
                job?: "publish" | "sweep" | "daily";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of runs */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SweepList"];
                };
            };
        };
    };
    runSweep: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RunSweep"];
            };
        };
        responses: {
            /** @description The run, with what it counted */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sweep"];
                };
            };
        };
    };
    listSubscriptions: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, and how many there are in all */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubscriptionList"];
                };
            };
        };
    };
    createSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateSubscription"];
            };
        };
        responses: {
            /** @description The subscription, and the secret that signs its webhooks */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubscriptionWithSecret"];
                };
            };
        };
    };
    getSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The subscription */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
        };
    };
    deleteSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    updateSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PatchSubscription"];
            };
        };
        responses: {
            /** @description The subscription as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
        };
    };
    rotateSubscriptionSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RotateSubscriptionSecret"];
            };
        };
        responses: {
            /** @description The subscription and its new secret */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubscriptionWithSecret"];
                };
            };
        };
    };
    testSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The notification that is on its way */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Notification"];
                };
            };
        };
    };
    listNotifications: {
        parameters: {
            query?: {
                status?: "pending" | "delivered" | "failed" | "dropped";
                subscription?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of notifications */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationList"];
                };
            };
        };
    };
    redeliverNotification: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The notification, on its way again */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Notification"];
                };
            };
        };
    };
    listEvents: {
        parameters: {
            query?: {
                actor?: string;
                action?: string;
                target?: string;
                project?: string;
                /** @description RFC 3339 or `YYYY-MM-DD`: from this time on. */
                since?: string;
                /** @description RFC 3339 or `YYYY-MM-DD`: before this time. */
                until?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventList"];
                };
            };
        };
    };
    exportEvents: {
        parameters: {
            query?: {
                actor?: string;
                action?: string;
                target?: string;
                project?: string;
                /** @description RFC 3339 or `YYYY-MM-DD`: from this time on. */
                since?: string;
                /** @description RFC 3339 or `YYYY-MM-DD`: before this time. */
                until?: string;
                /** @description Go on after this event: the id of the last line that was read. */
                after?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An Event a line. A line without its line break is not whole: the connection broke */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                };
            };
        };
    };
    verifyEvents: {
        parameters: {
            query?: {
                /** @description Go on after this event: the `next` of the answer before. */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was checked, and the first fault */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventsVerification"];
                };
            };
        };
    };
    listRequests: {
        parameters: {
            query?: {
                /** @description RFC 3339 or `YYYY-MM-DD`: from the beginning of this hour on, at most 31 days back; 24 hours back unless told. */
                since?: string;
                /** @description Only those with tokens of this project alone. */
                project?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was counted; the last minute may be missing */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestList"];
                };
            };
        };
    };
    listProperties: {
        parameters: {
            query?: {
                project?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, and how many there are in all */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PropertyList"];
                };
            };
        };
    };
    createProperty: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateProperty"];
            };
        };
        responses: {
            /** @description The property, and its version 1 with what is wrong with it */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PropertyWithVersion"];
                };
            };
        };
    };
    getProperty: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The property */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Property"];
                };
            };
        };
    };
    deleteProperty: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listPropertyVersions: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PropertyVersionList"];
                };
            };
        };
    };
    createPropertyVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SavePropertyVersion"];
            };
        };
        responses: {
            /** @description The version, with what is wrong with it */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PropertyVersion"];
                };
            };
        };
    };
    getPropertyVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                n: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The version; where the names of origins lead is only looked up when it is saved or activated */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PropertyVersion"];
                };
            };
        };
    };
    savePropertyVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                n: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SavePropertyVersion"];
            };
        };
        responses: {
            /** @description The version as it is now, with what is wrong with it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PropertyVersion"];
                };
            };
        };
    };
    listActivations: {
        parameters: {
            query?: {
                /** @description Only this one. */
                id?: string;
                environment?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActivationList"];
                };
            };
        };
    };
    activateProperty: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ActivateProperty"];
            };
        };
        responses: {
            /** @description The activation; it is known everywhere within the bound on staleness */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Activation"];
                };
            };
        };
    };
    propertySchema: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The schema */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/schema+json": {
                        $id: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
}
