/** What stands after `?`: a word each, or a list where a name comes more than once. Links in mails are written so. */
export type Search = Record<string, string | string[]>;

export function parseSearch(text: string): Search {
  const search: Search = {};
  for (const [name, value] of new URLSearchParams(text)) {
    const before = Object.hasOwn(search, name) ? search[name] : undefined;
    search[name] = before === undefined ? value : [before, value].flat();
  }
  return search;
}

export function stringifySearch(search: Record<string, unknown>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    for (const one of [value].flat()) if (one !== undefined && one !== '') params.append(name, String(one));
  }
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}

/** The first value under a name. */
export function first(search: Search, name: string): string | undefined {
  return all(search, name)[0];
}

/** All values under a name. */
export function all(search: Search, name: string): string[] {
  const value = Object.hasOwn(search, name) ? search[name] : undefined;
  return value === undefined ? [] : [value].flat();
}

/** The value under a name, where it is one of those that there are. */
export function oneOf<Choice extends string>(
  search: Search,
  name: string,
  choices: readonly Choice[],
): Choice | undefined {
  const value = first(search, name);
  return choices.find((choice) => choice === value);
}

/** A view with some of it changed; what becomes the empty word is taken away. */
export function changed(before: Partial<Search>, changes: Record<string, string>): Search {
  const all = Object.entries({ ...before, ...changes });
  return Object.fromEntries(all.flatMap(([name, value]) => (value ? [[name, value]] : [])));
}
