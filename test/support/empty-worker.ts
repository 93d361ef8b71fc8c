// Temporary: stands in for src/worker.ts until it exists.
export default { fetch: () => new Response('ok') };
