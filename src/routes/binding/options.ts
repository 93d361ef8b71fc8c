import { z } from 'zod';
import { Requirement } from '../../contract/grants.ts';
import { parseScopes } from '../../contract/scopes.ts';
import { VerifyTokenBody } from '../../contract/tokens.ts';
import type { Denial } from '../../domain/denial.ts';
import { deny, ok, type Result } from '../../domain/result.ts';

const MAX_REQUIREMENTS = 20;
/** A word of the scope grammar, or several; none at all asks nothing, which nobody means who writes it. */
const Scope = z.string().max(2048).transform(readScope);
const Required = z.union([Scope, Requirement.transform((need) => [need])]);
const Options = z.strictObject({
  ...VerifyTokenBody.omit({ token: true }).shape,
  require: z
    .union([z.array(Required).max(MAX_REQUIREMENTS), Required.transform((needs) => [needs])])
    .transform((lists) => lists.flat())
    .pipe(z.array(Requirement).max(MAX_REQUIREMENTS))
    .optional(),
});
export type Options = z.output<typeof Options>;
const NONE: Options = {};

/** Reads the options of `verify`, which nothing vouches for. Denies with `invalid`, naming the field. */
export function readOptions(options: unknown): Result<Options, Denial> {
  if (options === undefined || options === null) return ok(NONE);
  const read = Options.safeParse(options);
  if (read.success) return ok(read.data);
  const [issue] = read.error.issues;
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys.join(', ') : '';
  const field = issue?.path.map(String).join('.') || unknown || 'options';
  return deny({
    reason: 'invalid',
    field: field.slice(0, 100),
    message: (issue?.message ?? 'is not valid').slice(0, 200),
  });
}

function readScope(scope: string, context: z.RefinementCtx): Requirement[] {
  const grants = parseScopes(scope);
  if (grants && grants.length > 0) {
    return grants.flatMap(({ resource, name, actions }) => actions.map((action) => ({ resource, name, action })));
  }
  context.addIssue('must be a scope such as namespace:marketing:read or orders:read');
  return z.NEVER;
}
