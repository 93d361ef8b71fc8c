/**
 * Drops the entries of a map that were set first. Several at a time: a Map keeps the places of what was deleted until it
 * is rebuilt, and the way to the first entry leads past all of them.
 */
export function forgetOldest(map: Map<unknown, unknown>, howMany: number): void {
  let left = howMany;
  for (const key of map.keys()) {
    if (left <= 0) return;
    map.delete(key);
    left -= 1;
  }
}
