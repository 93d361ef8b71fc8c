import { z } from 'zod';

/** A name that people choose for a project, environment or namespace; it stands in addresses, keys and tokens. */
export const Slug = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,31}$/, 'must be 1 to 32 of a-z, 0-9, _ and -, and begin with a letter or digit');

/**
 * Text for people: bounded in characters, without control characters or lone surrogates (D1 and KV store UTF-8).
 * JSON Schema has no place for a regular expression's flags: the pattern is told to OpenAPI without them.
 */
export function text(maxLength: number, minLength = 0) {
  return z
    .string()
    .min(minLength)
    .max(maxLength)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'must not contain control characters')
    .meta({ pattern: '^[^\\p{Cc}\\p{Cs}]*$' });
}

/** An instant, RFC 3339 in UTC. */
export const Instant = z.iso.datetime();

/** Any string, as an answer holds one; the example stands in the OpenAPI document. */
export function shown(example: string) {
  return z.string().meta({ example });
}
