/** What stands at one level of the keys: a folder ends at a slash. `held`: of how many keys it was made so far. */
export type Entry<Item> = { folder: string; name: string; held: number } | { item: Item; name: string };

/**
 * Keys below a prefix, those with a slash further on put together by what stands before it. Keys are any text: a name may be
 * empty, and a folder may have the name of an item.
 *
 * @example
 * entriesBelow('en/', [{ key: 'en/bye' }, { key: 'en/legal/terms' }]) // bye, and the folder en/legal/
 */
export function entriesBelow<Item extends { key: string }>(prefix: string, items: readonly Item[]): Entry<Item>[] {
  const level = prefix.slice(0, prefix.lastIndexOf('/') + 1);
  const entries: Entry<Item>[] = [];
  const folders = new Map<string, { held: number }>();
  for (const item of items) {
    const slash = item.key.indexOf('/', level.length);
    if (slash === -1 || slash === item.key.length - 1) {
      entries.push({ item, name: item.key.slice(level.length) || item.key });
      continue;
    }
    const folder = item.key.slice(0, slash + 1);
    const before = folders.get(folder);
    if (before) before.held += 1;
    else {
      const entry = { folder, name: folder.slice(level.length), held: 1 };
      folders.set(folder, entry);
      entries.push(entry);
    }
  }
  return entries;
}

/** The folders that a prefix goes through: `en/`, `en/legal/`. What follows the last slash is no folder. */
export function foldersOf(prefix: string): { folder: string; name: string }[] {
  const names = prefix.split('/').slice(0, -1);
  return names.map((name, index) => ({ folder: `${names.slice(0, index + 1).join('/')}/`, name }));
}
