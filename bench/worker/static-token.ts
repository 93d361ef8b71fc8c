/** The one token that `hono/bearer-auth` knows: as long as one of ours, of the letters that it takes. */
export const STATIC_TOKEN = `static-token-production-${'0123456789abcdef'.repeat(4)}`;
