/**
 * Storage failed, or cannot vouch for freshness. Thrown, never returned: the caller did nothing wrong and may repeat;
 * the answer is 503 with Retry-After. The cause is for our log; it never reaches the caller.
 */
export class StorageError extends Error {
  override name = 'StorageError';
}

type Store = Record<string, (...args: never[]) => Promise<unknown>>;

/** A store whose every failure is a {@link StorageError}, whatever D1 or KV threw. */
export function failingAsStorage<Methods extends Store>(name: string, store: Methods): Methods {
  const guarded = Object.entries(store).map(([verb, method]) => [
    verb,
    async (...args: never[]) => {
      try {
        return await method(...args);
      } catch (cause) {
        if (cause instanceof StorageError) throw cause;
        throw new StorageError(`${name}.${verb} failed`, { cause });
      }
    },
  ]);
  return Object.fromEntries(guarded);
}
