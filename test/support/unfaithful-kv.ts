import { env } from 'cloudflare:workers';

/**
 * KV as another location may see it: real KV underneath, but reads may stand still, writes may arrive out of order or
 * never. The local KV is never stale, so what rests on the change feed can only be shown over this.
 */
export function createUnfaithfulKv() {
  const seen = new Map<string, string | null>();
  const late: { key: string; value: string; options: KVNamespacePutOptions | undefined }[] = [];
  const state: { mode: 'faithful' | 'frozen' | 'reordering' | 'forgetful' } = { mode: 'faithful' };

  /** What this location sees of a key: with `frozen`, for ever what it saw first, a miss included. */
  const read = async (key: string): Promise<string | null> => {
    if (state.mode === 'frozen' && seen.has(key)) return seen.get(key) ?? null;
    const value = await env.EDGE.get(key);
    seen.set(key, value);
    return value;
  };
  const write = async (key: string, value: string, options?: KVNamespacePutOptions): Promise<void> => {
    if (state.mode === 'forgetful') return;
    if (state.mode === 'reordering') late.push({ key, value, options });
    else await env.EDGE.put(key, value, options);
  };
  const binding = new Proxy(env.EDGE, {
    get(target, name) {
      if (name === 'put') return write;
      if (name !== 'get') return Reflect.get(target, name);
      return async (key: string) => {
        const value = await read(key);
        return value === null ? null : JSON.parse(value);
      };
    },
  });
  return {
    binding,
    state,
    /** Lets the writes that are under way arrive, the last one first. */
    arriveReversed: async () => {
      for (const { key, value, options } of late.splice(0).reverse()) await env.EDGE.put(key, value, options);
    },
  };
}
