import { Failure } from './failure.ts';

/** What the API says of a field; `allowedIps.0` counts for `allowedIps`. */
export function errorOf(error: unknown, field: string): string | undefined {
  if (!(error instanceof Failure)) return undefined;
  return error.error.errors.find((one) => one.field === field || one.field.startsWith(`${field}.`))?.message;
}
