import { randomBytes } from 'node:crypto';
import type { Goal, Row } from './report.ts';
import { STATIC_TOKEN } from './worker/static-token.ts';

/** What the requests of a variant carry: tokens that were issued, keys of their KV records, or what was made up. */
export interface Issued {
  tokens: string[];
  /** Of people who are members of a project: what they may do is decided by their role there. */
  personal: string[];
  masters: string[];
  recordKeys: string[];
}

export interface Variant extends Row {
  entrypoint: string;
  path: string;
  bearers: (issued: Issued) => string[];
  expects: 200 | 401;
}

/**
 * Each from an address of its own, and more of them than the isolate counts: every refusal is a 401, the dearer answer,
 * and none asks the limiter that a location shares, as every eighth of one address does until it is answered 429.
 */
const FORGERIES = 20_000;

const tokens = (issued: Issued): string[] => issued.tokens;

/** The table of variants. A new one needs a row here and an entrypoint in worker/worker.ts. */
export const VARIANTS: readonly Variant[] = [
  { name: 'bare', entrypoint: 'bare', path: '/bare', bearers: tokens, expects: 200, does: 'Hono handler, unprotected' },
  {
    name: 'bearer-auth',
    entrypoint: 'bearerAuth',
    path: '/bearer-auth',
    bearers: () => [STATIC_TOKEN],
    expects: 200,
    does: 'hono/bearer-auth, one static token',
  },
  {
    name: 'kv-get',
    entrypoint: 'kvGet',
    path: '/kv-get',
    bearers: ({ recordKeys }) => recordKeys,
    expects: 200,
    does: 'one KV get of a token record',
  },
  {
    name: 'memory',
    entrypoint: 'memory',
    path: '/memory',
    bearers: tokens,
    expects: 200,
    does: 'Jeton, token in memory',
  },
  { name: 'cold', entrypoint: 'cold', path: '/cold', bearers: tokens, expects: 200, does: 'Jeton, token from KV' },
  {
    name: 'forged',
    entrypoint: 'forged',
    path: '/forged',
    bearers: forgeries,
    expects: 401,
    does: 'Jeton, forgery: 401',
  },
  {
    name: 'strict',
    entrypoint: 'strict',
    path: '/strict',
    bearers: tokens,
    expects: 200,
    does: 'Jeton, token from D1',
  },
  {
    name: 'granted',
    entrypoint: 'granted',
    path: '/granted',
    bearers: tokens,
    expects: 200,
    does: 'Jeton, token in memory, a grant asked',
  },
  {
    name: 'personal',
    entrypoint: 'granted',
    path: '/granted',
    bearers: ({ personal }) => personal,
    expects: 200,
    does: 'the same, personal token: the role decides',
  },
  {
    name: 'master',
    entrypoint: 'granted',
    path: '/granted',
    bearers: ({ masters }) => masters,
    expects: 200,
    does: 'the same, master token',
  },
  {
    name: 'memory-app',
    entrypoint: 'default',
    path: '/v1/tokens/self',
    bearers: tokens,
    expects: 200,
    does: 'the whole product, token in memory',
  },
];

export const TARGETS: readonly Goal[] = [
  { name: 'memory', against: 'bare', atMost: 1.15 },
  { name: 'memory', against: 'bearer-auth', atMost: 1 },
  { name: 'forged', against: 'bearer-auth', atMost: 1 },
  { name: 'cold', against: 'kv-get', atMost: 1.1 },
  { name: 'personal', against: 'granted', atMost: 1.1 },
  { name: 'master', against: 'granted', atMost: 1.1 },
];

/** Right in shape and length, with a tag of nobody's making. */
function forgeries({ tokens: [token = ''] }: Issued): string[] {
  const prefix = token.slice(0, -64);
  return Array.from({ length: FORGERIES }, () => prefix + randomBytes(32).toString('hex'));
}

/** The same request for every variant, but for its path and its bearer. */
export function requestsOf(path: string, bearers: readonly string[]): string[] {
  return bearers.map((bearer, index) => {
    const head = [`GET ${path} HTTP/1.1`, 'Host: localhost', `Authorization: Bearer ${bearer}`];
    return [...head, `CF-Connecting-IP: 10.0.${index >> 8}.${index & 255}`, '', ''].join('\r\n');
  });
}
