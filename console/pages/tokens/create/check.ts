import { Failure } from '../../../api/failure.ts';
import { type Draft, type FieldErrors, grantOf, isUntouched } from './draft.ts';
import { TYPES } from './types.ts';

/** What is plainly missing: everything else is for the API to judge. */
export function missingOf(draft: Draft): FieldErrors {
  const missing: Record<string, string> = {};
  if (draft.name.trim() === '') missing.name = 'Give it a name, by which people know it again.';
  const { places, readOnly } = TYPES[draft.type];
  if (places === 'all') return missing;
  if (draft.projects.length === 0) missing.projects = 'Choose the project that it is for.';
  if (draft.environments.length === 0) missing.environments = 'Choose where it is to work.';
  const half = draft.grants.find((row) => !isUntouched(row) && grantOf(row, readOnly) === null);
  if (half) missing.grants = 'A grant needs a name, and something that may be done. Complete it, or remove it.';
  return missing;
}

/** The fields of the form; `grants.0.name` belongs to `grants`. */
const FIELDS = [
  'type',
  'name',
  'description',
  'projects',
  'environments',
  'grants',
  'owner',
  'expires',
  'clients',
  'allowedIps',
  'allowedOrigins',
  'notBefore',
  'dpopKey',
  'format',
  'audience',
  's3',
  'retrievable',
];

/** What the API says of single fields, by field; nothing where it says it of the whole. */
export function errorsOf(error: unknown): FieldErrors {
  if (!(error instanceof Failure)) return {};
  const errors: Record<string, string> = {};
  for (const { field, message } of error.error.errors) {
    const [top = ''] = field.split('.');
    const name = top === 'project' ? 'projects' : top;
    if (FIELDS.includes(name)) errors[name] ??= message;
  }
  return errors;
}
