import { Failure } from '../../../api/failure.ts';
import { locate, type Place, placeAt } from './locate.ts';

/** Something to be said of a document, and where. `path` is empty for what is of its text. */
export type Issue = { level: 'error' | 'warning'; path: string; message: string; place: Place };

type Findings = {
  errors: readonly { path: string; message: string }[];
  warnings: readonly { path: string; message: string }[];
};

/** What the API found in a version. */
export function issuesOf(text: string, { errors, warnings }: Findings): Issue[] {
  const say = (level: Issue['level']) => (finding: { path: string; message: string }) => ({
    level,
    ...finding,
    place: locate(text, finding.path),
  });
  return [...errors.map(say('error')), ...warnings.map(say('warning'))];
}

/** What the API refused in a request that bears the document. */
export function refusedIn(text: string, error: unknown): Issue[] {
  if (!(error instanceof Failure)) return [];
  return error.error.errors
    .filter(({ field }) => /^document\b/.test(field))
    .map(({ field, message }) => ({ level: 'error', path: inDocument(field), message, place: locate(text, field) }));
}

/** `document.rules.0.paths` as findings write it: `rules[0].paths`. */
function inDocument(field: string): string {
  return field.replace(/^document\.?/, '').replace(/\.(\d+)(?=\.|$)/g, '[$1]');
}

export type Parsed = { ok: true; document: object } | { ok: false; issue: Issue };

/** Reads the text as JSON; what is none is told with its place, as far as the browser tells it. */
export function parseDocument(text: string): Parsed {
  try {
    const document: unknown = JSON.parse(text);
    if (typeof document === 'object' && document !== null) return { ok: true, document };
    return {
      ok: false,
      issue: { level: 'error', path: '', message: 'It must be an object.', place: placeAt(text, 0) },
    };
  } catch (error) {
    const { message } = error as SyntaxError;
    return { ok: false, issue: { level: 'error', path: '', message, place: placeAt(text, offsetIn(text, message)) } };
  }
}

/** Chromium and Safari tell a position, Firefox a line and a column. */
function offsetIn(text: string, message: string): number {
  const position = /position (\d+)/.exec(message)?.[1];
  if (position !== undefined) return Number(position);
  const [, line, column] = /line (\d+) column (\d+)/.exec(message) ?? [];
  if (line === undefined) return Math.max(0, text.trimEnd().length - 1);
  const before = text.split('\n').slice(0, Number(line) - 1);
  return before.join('\n').length + Number(column);
}
