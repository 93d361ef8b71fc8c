import { z } from 'zod';
import { isImportable, isOurShape } from './token-format.ts';
import { CreateTokenBody, TokenId } from './tokens.ts';

/** The most rows of one call. */
export const MAX_IMPORT_ROWS = 1000;

/** A token that was made elsewhere: the fields of a new one, and its old string in clear or as SHA-256. */
export const ImportRow = CreateTokenBody.omit({ format: true, audience: true, s3: true })
  .extend({
    secret: z
      .string()
      .refine((secret) => !isOurShape(secret), 'was made by a deployment of Jeton; create a token instead')
      .refine((secret) => isOurShape(secret) || isImportable(secret), 'must be 16 to 2048 characters of a bearer token')
      .optional(),
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/, 'must be 64 hex digits, lower case')
      .optional(),
    disabled: z.boolean().optional(),
  })
  .refine((row) => (row.secret === undefined) !== (row.sha256 === undefined), {
    message: 'give either secret or sha256',
    path: ['secret'],
  })
  .refine((row) => row.retrievable !== true || row.secret !== undefined, {
    message: 'needs the secret in clear',
    path: ['retrievable'],
  })
  .meta({
    id: 'ImportRow',
    example: {
      type: 'client',
      name: 'shop',
      projects: ['web'],
      environments: ['production'],
      secret: 'old-string-of-the-shop',
    },
  });
export type ImportRow = z.infer<typeof ImportRow>;

/** Rows are checked one by one: a bad one must not lose the others. */
export const ImportTokensBody = z
  .strictObject({
    tokens: z
      .array(
        z
          .unknown()
          .meta({ $ref: '#/components/schemas/ImportRow', description: 'An ImportRow; each is checked for itself.' }),
      )
      .min(1)
      .max(MAX_IMPORT_ROWS),
  })
  .meta({ id: 'ImportTokens' });
export type ImportTokensBody = z.infer<typeof ImportTokensBody>;

/** What became of a row. `exists`: this very string was imported before; nothing was changed. */
export const ImportResult = z
  .object({
    row: z.number().int().meta({ description: 'From 0, in the order given.' }),
    status: z.enum(['imported', 'exists', 'refused']),
    id: TokenId.nullable().meta({ example: 'tok_0a1b2c3d4e5' }),
    code: z.string().nullable().meta({ description: 'Why it was refused, an error code.' }),
    detail: z.string().nullable(),
  })
  .meta({ id: 'ImportResult' });
export type ImportResult = z.infer<typeof ImportResult>;
export const ImportedTokens = z
  .object({
    imported: z.number().int(),
    exists: z.number().int(),
    refused: z.number().int(),
    results: z.array(ImportResult),
  })
  .meta({ id: 'ImportedTokens' });
