import { Failure } from '../../../api/failure.ts';

/** What is wrong with the field that a path names, or with anything in it; undefined: nothing. */
export type ErrorAt = (path: string) => string | undefined;

/** What the API refused, by field. */
export function errorsBy(error: unknown): ErrorAt {
  const errors = error instanceof Failure ? error.error.errors : [];
  return (path) => {
    const found = errors.filter(({ field }) => field === path || field.startsWith(`${path}.`));
    return found.length === 0 ? undefined : found.map(({ message }) => message).join('; ');
  };
}
