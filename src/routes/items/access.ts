import type { NamespaceAction } from '../../contract/grant-words.ts';
import { ItemKey } from '../../contract/places.ts';
import { Slug } from '../../contract/text.ts';
import { TOKEN_TYPES, type TokenType } from '../../contract/token-types.ts';
import { TYPE_POLICIES } from '../../domain/tokens/types.ts';
import type { Access } from '../authenticate.ts';
import type { ApiContext } from '../context.ts';
import { NamespaceParams } from '../namespaces/params.ts';

export const ItemParams = NamespaceParams.extend({
  key: ItemKey.meta({ description: 'One path segment: a slash is written %2F.', example: 'greeting' }),
});

/** Browser tokens hold read grants only: what writes is for servers. */
const SERVER_TYPES: readonly TokenType[] = TOKEN_TYPES.filter((type) => TYPE_POLICIES[type].browser !== 'reads');

/** Access to the items of the namespace in the path: any type of token that holds a grant for it. */
export function reaches(action: NamespaceAction): Access {
  return {
    types: action === 'read' ? null : SERVER_TYPES,
    fromBrowsers: true,
    project: (c) => c.req.param('project') ?? '',
    environment: environmentOf,
    requires: (c) => [{ resource: 'namespace', name: slugOr(c.req.param('namespace'), '*'), action }],
    consistency: 'bounded',
  };
}

/**
 * The environment that the query names. Read as the validator reads it, so that what is checked here is what is used
 * later; what is no name of one, or several, never gets past the validator.
 */
function environmentOf(c: ApiContext): string | null {
  const [first, ...others] = c.req.queries('environment') ?? [];
  return others.length > 0 ? null : slugOr(first, null);
}

/** What is no name must not reach a header: `insufficient_scope` tells the scope in `WWW-Authenticate`. */
function slugOr<Other>(input: string | undefined, other: Other): string | Other {
  const slug = Slug.safeParse(input);
  return slug.success ? slug.data : other;
}
