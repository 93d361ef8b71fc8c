import { Failure } from '../../../api/failure.ts';

/** What the API says of each field, by its name; `allowedIps.0` counts for `allowedIps`. */
export function errorsByField(error: unknown): Record<string, string> {
  if (!(error instanceof Failure)) return {};
  return Object.fromEntries(error.error.errors.map(({ field, message }) => [field.split('.')[0] ?? field, message]));
}

/** The failure, where it is not one of those fields, which tell it themselves. */
export function beyondFields(error: unknown, fields: readonly string[]): unknown {
  const told = Object.keys(errorsByField(error));
  return told.length > 0 && told.every((field) => fields.includes(field)) ? null : error;
}
