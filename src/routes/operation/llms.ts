import type { Api } from '../api.ts';
import type { ApiContext } from '../context.ts';

/** Jeton for programs that read prose: https://llmstxt.org. */
export function llms(api: Api): void {
  api.get('/llms.txt', (c) => c.text(write(originOf(c))));
}

/** Where people reach the deployment, or else where it was asked. */
function originOf(c: ApiContext): string {
  return c.env.services.publicUrl ?? new URL(c.req.url).origin;
}

function write(origin: string): string {
  return `# Jeton

> Access tokens at the edge. This deployment issues scoped, expiring tokens, says whether one is good, refreshes and revokes
> them, and warns their owners before they end. The API is JSON over HTTPS, under ${origin}/v1.

- Authenticate with \`Authorization: Bearer <token>\`. A token looks like \`web:production.jtn_<64 hex digits>\`, or is a JWT.
- Keep tokens out of addresses, logs and source code. A secret is told once, in the answer that made it.
- Bodies are JSON in camelCase; unknown members are refused. Times are RFC 3339 in UTC. Ids are typed: \`tok_…\`, \`usr_…\`.
- A grant is \`{"resource": "namespace", "name": "marketing", "actions": ["read"]}\`; \`*\` is written out, and an empty list grants nothing.
- \`expires\` takes RFC 3339, \`YYYY-MM-DD\`, \`30d\`, \`24h\` or \`never\`.
- Lists answer \`{items, total, nextCursor}\`; ask again with \`?cursor=\` until \`nextCursor\` is null.
- An error is a problem document (RFC 9457). Switch on \`code\`; \`detail\` says what was wrong, \`fix\` what to do,
  \`requestId\` names the request in the log. What you may not see answers 404 like what does not exist.
- 401: the token is missing or good no more; \`code\` says why. 403: it may not do this; \`scope\` says what is missing.
  429 and 503: wait for the seconds in \`Retry-After\`, then repeat.
- Calls that only read may be repeated. To repeat a creation of a token, a refresh or the use of a share link safely, send an \`Idempotency-Key\`.

## Examples

Who am I, and until when:

    curl ${origin}/v1/tokens/self -H "Authorization: Bearer $TOKEN"

Make a token that may read one namespace for 30 days:

    curl ${origin}/v1/tokens -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \\
      -d '{"type":"access","name":"reader","project":"web","environments":["production"],"grants":[{"resource":"namespace","name":"marketing","actions":["read"]}],"expires":"30d"}'

Ask whether a token that somebody presents is good for what they want:

    curl ${origin}/v1/tokens/verify -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \\
      -d '{"token":"'"$PRESENTED"'","environment":"production","require":[{"resource":"namespace","name":"marketing","action":"read"}]}'

Replace a secret, the old one working on for a day at most; then end the token:

    curl -X POST ${origin}/v1/tokens/$ID/refresh -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d '{"overlap":"24h"}'
    curl -X DELETE ${origin}/v1/tokens/$ID -H "Authorization: Bearer $TOKEN"

## Reference

- [OpenAPI document](${origin}/openapi.json): every operation with its parameters, bodies, answers and error codes
- [API reference](${origin}/docs): the same for people, to be tried out
- [Health](${origin}/health): whether the Worker and its database answer

## Optional

- [Authorization server metadata](${origin}/.well-known/oauth-authorization-server): for OAuth clients (RFC 8414)
- [Public keys](${origin}/.well-known/jwks.json): to check signed tokens without asking
`;
}
