/** What stands in for what an export does not say, and what its names are here. */
export type ImportOptions = {
  /** The project of what names none. */
  project?: string | undefined;
  /** The environment of what names none. */
  environment?: string | undefined;
  /** Names there → names here; what is not in it keeps its name. */
  mapProject?: Readonly<Record<string, string>> | undefined;
  mapEnvironment?: Readonly<Record<string, string>> | undefined;
  /** The origins of frontend tokens that name none. */
  allowedOrigins?: readonly string[] | undefined;
};

/** A row for `POST /v1/tokens/import`, checked there; `index` says which entry of the file it stems from, from 0. */
export type IndexedRow = { index: number; row: Record<string, unknown> };
export type RefusedEntry = { index: number; detail: string };
export type Converted = { rows: IndexedRow[]; refused: RefusedEntry[] };

/** What becomes of one entry: rows, or why it cannot be imported. */
export type Entry = Record<string, unknown>[] | string;

/** Converts entry by entry: a bad one loses none of the others. */
export function convertEach<Item>(items: readonly Item[], convert: (item: Item) => Entry): Converted {
  const converted: Converted = { rows: [], refused: [] };
  for (const [index, item] of items.entries()) {
    const entry = convert(item);
    if (typeof entry === 'string') converted.refused.push({ index, detail: entry });
    else for (const row of entry) converted.rows.push({ index, row });
  }
  return converted;
}

/** The name here of what has another there. */
export function mapped(map: Readonly<Record<string, string>> | undefined, name: string): string {
  return map && Object.hasOwn(map, name) ? (map[name] ?? name) : name;
}

const MAX_NAME = 100;
const MAX_DESCRIPTION = 255;

/** A name as tokens may have it; a longer one is cut, and stands whole in the description as far as that goes. */
export function naming(given: string | null | undefined, otherwise: string): { name: string; description?: string } {
  const text = (given ?? '').replaceAll(/\p{Cc}+/gu, ' ').trim() || otherwise;
  const name = text.slice(0, MAX_NAME).toWellFormed();
  return text.length > MAX_NAME ? { name, description: text.slice(0, MAX_DESCRIPTION).toWellFormed() } : { name };
}

/** An end of life as exports write it: `+0100` has no colon in some; none at all is `never`. */
export function endOf(expires: string | null | undefined): string {
  return expires ? expires.replace(/([+-]\d{2})(\d{2})$/, '$1:$2') : 'never';
}
