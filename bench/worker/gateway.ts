/*
 * The product, and beside it in the same isolate the least that can stand in front of an origin. Each is an entrypoint
 * with a socket of its own.
 */
export { default } from '../../src/worker.ts';
export { collect } from './collect.ts';

/** Streams both ways and checks nothing: what the gateway's cost is taken against. */
export const proxy: ExportedHandler<{ ORIGIN: string }> = {
  fetch(request, env) {
    const { pathname, search } = new URL(request.url);
    return fetch(new Request(env.ORIGIN + pathname + search, request), { redirect: 'manual' });
  },
};

/** Reads the whole body first: what bench:stream must be able to tell from streaming. */
export const keeper: ExportedHandler<{ ORIGIN: string }> = {
  async fetch(request, env) {
    const { pathname } = new URL(request.url);
    return fetch(env.ORIGIN + pathname, { method: request.method, body: await request.arrayBuffer() });
  },
};
