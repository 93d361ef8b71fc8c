import { parseNamespaceGrant } from '../grant-words.ts';
import type { Grant } from '../grants.ts';
import { readCsv } from './csv.ts';
import { type Converted, convertEach, type Entry, type ImportOptions, mapped } from './rows.ts';

const LISTS = ['projects', 'environments', 'clients', 'allowedIps', 'allowedOrigins'] as const;
const FLAGS = ['retrievable', 'disabled'] as const;
const WORDS = [
  'type',
  'name',
  'description',
  'project',
  'environment',
  'notBefore',
  'expires',
  'owner',
  'secret',
  'sha256',
] as const;
/** The columns that a CSV file may have, in any order. */
export const CSV_COLUMNS: readonly string[] = [...WORDS, ...LISTS, 'grants', ...FLAGS];

/**
 * Rows of our own in CSV: a line of column names, then one token a line. Lists are split by spaces or semicolons; a
 * grant is written as on the command line, `marketing+rw` or `bucket:photos:read,list`. An empty cell says nothing.
 */
export function fromCsv(text: string, options: ImportOptions): Converted {
  const [header, ...records] = readCsv(text) ?? [];
  if (!header) return { rows: [], refused: [{ index: 0, detail: 'this is no CSV: a quote is not closed' }] };
  const columns = header.map((name) => name.trim());
  const unknown = columns.find((name) => !CSV_COLUMNS.includes(name));
  if (unknown !== undefined) {
    const detail = `the column “${unknown}” is none of ${CSV_COLUMNS.join(', ')}`;
    return { rows: [], refused: [{ index: 0, detail }] };
  }
  return convertEach(records, (record) =>
    record.length === columns.length
      ? toRow(Object.fromEntries(columns.map((name, at) => [name, readCell(name, record[at] ?? '')])), options)
      : `has ${record.length} fields where the first line has ${columns.length}`,
  );
}

/** Rows of our own as JSON, one a line. */
export function fromNdjson(text: string, options: ImportOptions): Converted {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return convertEach(lines, (line) => {
    const row = parseObject(line);
    return row === null ? 'is no JSON object' : toRow(row, options);
  });
}

function parseObject(json: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(json);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readCell(column: string, cell: string): unknown {
  if (cell.trim() === '') return undefined;
  if (LISTS.some((name) => name === column)) return split(cell);
  if (FLAGS.some((name) => name === column)) return cell === 'true' || (cell === 'false' ? false : cell);
  // What is no grant stays as it stands: the server says what is wrong with it.
  return column === 'grants' ? split(cell).map((short) => readGrant(short) ?? short) : cell;
}

function split(cell: string): string[] {
  return cell.split(/[\s;]+/).filter(Boolean);
}

function readGrant(short: string): Grant | null {
  const [resource = '', name, actions, ...rest] = short.split(':');
  if (name === undefined) return parseNamespaceGrant(short);
  return actions === undefined || rest.length > 0 ? null : { resource, name, actions: actions.split(',') };
}

/** Types that are for all projects and environments: nothing is filled in. */
const EVERYWHERE: readonly unknown[] = ['admin', 'personal'];

/** A row under the names of here, with what it leaves out filled in. */
function toRow({ environment, ...given }: Record<string, unknown>, options: ImportOptions): Entry {
  if (given.secret === undefined && given.sha256 === undefined) return 'has neither secret nor sha256';
  const defaults = EVERYWHERE.includes(given.type) ? {} : options;
  const environments = given.environments ?? (environment === undefined ? undefined : [environment]);
  const row = {
    ...given,
    project:
      renamed(options.mapProject, given.project) ?? (given.projects === undefined ? defaults.project : undefined),
    projects: renamed(options.mapProject, given.projects),
    environments: renamed(options.mapEnvironment, environments) ?? (defaults.environment && [defaults.environment]),
    allowedOrigins: given.allowedOrigins ?? (given.type === 'frontend' ? options.allowedOrigins : undefined),
  };
  return [Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined))];
}

function renamed(map: ImportOptions['mapProject'], names: unknown): unknown {
  if (Array.isArray(names)) return names.map((name) => renamed(map, name));
  return typeof names === 'string' ? mapped(map, names) : names;
}
