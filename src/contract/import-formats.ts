import { fromKeboola } from './import-formats/keboola.ts';
import { CSV_COLUMNS, fromCsv, fromNdjson, isObject } from './import-formats/own.ts';
import type { Converted, ImportOptions, IndexedRow, RefusedEntry } from './import-formats/rows.ts';
import { fromUnleash } from './import-formats/unleash.ts';

export type { ImportOptions };

/** `csv` and `ndjson` hold rows of our own; the others are what those systems answer with. */
export type ImportFormat = 'csv' | 'ndjson' | 'unleash' | 'keboola';

/**
 * Reads a file of tokens that were made elsewhere, whichever of the formats it has, into rows for
 * `POST /v1/tokens/import`. What cannot become a row is told with the reason; `index` is the entry of the file, from 0,
 * not counting a line of column names. `format` is `unknown` for what is none of them.
 */
export function readImport(
  text: string,
  options: ImportOptions,
): { rows: IndexedRow[]; refused: RefusedEntry[]; format: string } {
  const content = text.replace(/^\uFEFF/, '');
  const format = detectFormat(content);
  if (format === null) {
    const detail =
      'this is neither CSV with a line of column names, nor JSON lines, nor an export of Unleash or Keboola';
    return { rows: [], refused: [{ index: 0, detail }], format: 'unknown' };
  }
  return { ...convert(format, content, options), format };
}

/** Which format a file has; null when it has none of them. */
export function detectFormat(text: string): ImportFormat | null {
  const content = text.replace(/^\uFEFF/, '').trimStart();
  if (content.startsWith('[')) return Array.isArray(parse(content)) ? 'keboola' : null;
  if (content.startsWith('{')) return tokensOf(parse(content)) ? 'unleash' : 'ndjson';
  const columns = content.split(/\r?\n/, 1)[0]?.replaceAll('"', '').split(',') ?? [];
  return columns.some((name) => CSV_COLUMNS.includes(name.trim())) ? 'csv' : null;
}

function convert(format: ImportFormat, text: string, options: ImportOptions): Converted {
  switch (format) {
    case 'csv':
      return fromCsv(text, options);
    case 'ndjson':
      return fromNdjson(text, options);
    case 'unleash':
      return fromUnleash(tokensOf(parse(text)) ?? [], options);
    case 'keboola': {
      const tokens = parse(text);
      return fromKeboola(Array.isArray(tokens) ? tokens : [], options);
    }
  }
}

function tokensOf(parsed: unknown): unknown[] | null {
  return isObject(parsed) && Array.isArray(parsed.tokens) ? parsed.tokens : null;
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
