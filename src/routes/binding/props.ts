import { z } from 'zod';
import type { BindingProps } from '../../contract/binding.ts';
import { Slug } from '../../contract/text.ts';

const Props = z.strictObject({
  clientId: Slug.optional(),
  projects: z
    .array(z.union([z.literal('*'), Slug]))
    .max(50)
    .optional(),
});

/** Who calls over a service binding: the client that it is, and the projects whose tokens it learns of. */
export type BoundCaller = { clientId: string | null; projects: readonly string[] };

/**
 * Reads the `props` of a binding, which are the account's word and not the caller's. Throws where they are not what they
 * should be: a misspelt `projects` would tell of all tokens.
 */
export function readProps(props: BindingProps | undefined): BoundCaller {
  const read = Props.safeParse(props ?? {});
  if (!read.success) {
    const faults = read.error.issues.map(({ path, message }) => `${path.join('.') || 'props'}: ${message}`);
    throw new Error(`the props of a service binding are not valid: ${faults.join('; ')}`);
  }
  return { clientId: read.data.clientId ?? null, projects: read.data.projects ?? ['*'] };
}
