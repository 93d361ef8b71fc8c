import { z } from 'zod';

/** At most this many grants in a token: the edge copy of a token stays small enough to read on every cold request. */
export const MAX_GRANTS = 64;

const Word = z
  .string()
  .regex(/^[a-z][a-z0-9_-]{0,31}$/, 'must be 1 to 32 of a-z, 0-9, _ and -, and begin with a letter');
const GrantName = z
  .string()
  .regex(
    /^(?:\*|(?=.{1,128}$)[A-Za-z0-9][A-Za-z0-9._/-]*(?:(?<=\/)\*)?)$/,
    'must be * or 1 to 128 of letters, digits, . _ / and -, with /* at its end for all that begins so',
  );

/** One permission: what may be done (`actions`) to which thing (`name`, `*` for every one) of which sort (`resource`). */
export const Grant = z.strictObject({
  resource: Word.meta({ example: 'namespace' }),
  name: GrantName.meta({ example: 'marketing' }),
  actions: z
    .array(Word)
    .min(1)
    .max(16)
    .meta({ example: ['read'] }),
});
export type Grant = z.infer<typeof Grant>;

export const Grants = z.array(Grant).max(MAX_GRANTS);

/** One thing that a request needs: a single action on a single name. */
export const Requirement = z.strictObject({ resource: Word, name: GrantName, action: Word });
export type Requirement = z.infer<typeof Requirement>;
