import { Failure } from '../../api/jeton.ts';

/** What the API says of a field; `allowedIps.0` counts for `allowedIps`. */
export function errorOf(error: unknown, field: string): string | undefined {
  if (!(error instanceof Failure)) return undefined;
  return error.error.errors.find((one) => one.field === field || one.field.startsWith(`${field}.`))?.message;
}

/** The words of a text, by lines, blanks or commas. */
export function wordsOf(text: string): string[] {
  return text.split(/[\s,]+/).filter((word) => word !== '');
}

/** The same where a comma belongs to a word. */
export function blankWordsOf(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}
