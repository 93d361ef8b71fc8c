import type { Goal, Row } from '../report.ts';
import type { Neighbour } from '../server.ts';
import { STATIC_TOKEN } from '../worker/static-token.ts';

/** What the requests carry: tokens of Jeton, signed tokens, and what the peers issued. */
export interface Held {
  tokens: string[];
  signed: string[];
  oauthTokens: string[];
  apiKeys: string[];
}

export interface PeerVariant extends Row {
  /** The neighbour that it runs in; left out: the Worker of Jeton. */
  neighbour?: string;
  entrypoint: string;
  path: string;
  /** Null: tokens that are signed for each round, each sent once. */
  bearers: ((held: Held) => string[]) | null;
  /** Lets everybody in. */
  open?: true;
}

/** The peers that bring a Worker of their own. */
export const NEIGHBOURS: readonly Neighbour[] = [
  {
    name: 'oauth-provider',
    entry: 'bench/peers/worker/oauth-provider.ts',
    entrypoints: ['default'],
    kvNamespaces: { OAUTH_KV: 'oauth' },
  },
  {
    name: 'better-auth',
    entry: 'bench/peers/worker/better-auth.ts',
    entrypoints: ['default', 'setUp'],
    d1Databases: { AUTH_DB: 'auth' },
  },
];

/** The table of variants. A new one needs a row here and an entrypoint in worker/. */
export const VARIANTS: readonly PeerVariant[] = [
  {
    name: 'bare',
    entrypoint: 'bare',
    path: '/bare',
    bearers: ({ tokens }) => tokens,
    open: true,
    does: 'Hono handler, unprotected',
  },
  {
    name: 'bare-jwt',
    entrypoint: 'bare',
    path: '/bare',
    bearers: ({ signed }) => signed,
    open: true,
    does: 'the same handler, sent the requests of jwt-known',
  },
  {
    name: 'memory',
    entrypoint: 'memory',
    path: '/memory',
    bearers: ({ tokens }) => tokens,
    does: 'Jeton, opaque token in memory',
  },
  {
    name: 'cold',
    entrypoint: 'cold',
    path: '/cold',
    bearers: ({ tokens }) => tokens,
    does: 'Jeton, opaque token from KV',
  },
  {
    name: 'jwt-known',
    entrypoint: 'jwtKnown',
    path: '/jwt-known',
    bearers: ({ signed }) => signed,
    does: 'jeton/hono, 50 JWTs in turn, a grant asked',
  },
  {
    name: 'jwt-new',
    entrypoint: 'jwtNew',
    path: '/jwt-new',
    bearers: null,
    does: 'jeton/hono, no JWT twice, a grant asked',
  },
  {
    name: 'hono-jwk',
    entrypoint: 'honoJwk',
    path: '/hono-jwk',
    bearers: null,
    does: 'hono/jwk, EdDSA, static keys, the same JWTs',
  },
  {
    name: 'bearer-auth',
    entrypoint: 'bearerAuth',
    path: '/bearer-auth',
    bearers: () => [STATIC_TOKEN],
    does: 'hono/bearer-auth, one static token',
  },
  {
    name: 'oauth-provider',
    neighbour: 'oauth-provider',
    entrypoint: 'default',
    path: '/oauth-provider',
    bearers: ({ oauthTokens }) => oauthTokens,
    does: 'workers-oauth-provider, token from KV',
  },
  {
    name: 'better-auth',
    neighbour: 'better-auth',
    entrypoint: 'default',
    path: '/better-auth',
    bearers: ({ apiKeys }) => apiKeys,
    does: 'Better Auth, api-key on D1, rate limit off',
  },
];

export const TARGETS: readonly Goal[] = [
  { name: 'jwt-known', against: 'bare', atMost: 1.2 },
  { name: 'jwt-new', against: 'hono-jwk', atMost: 1 },
  { name: 'memory', against: 'oauth-provider', atMost: 0.25 },
  { name: 'cold', against: 'oauth-provider', atMost: 1 },
  { name: 'memory', against: 'better-auth', atMost: 0.067 },
];

/** `bare`, which all are compared with, and those named; all of them when none is. Throws at a name of none. */
export function chooseVariants(only: string | undefined): readonly PeerVariant[] {
  if (only === undefined) return VARIANTS;
  const wanted = only.split(',');
  const unknown = wanted.filter((name) => !VARIANTS.some((variant) => variant.name === name));
  if (unknown.length > 0) throw new Error(`no variant ${unknown.join(', ')}`);
  return VARIANTS.filter(({ name }) => name === 'bare' || wanted.includes(name));
}
