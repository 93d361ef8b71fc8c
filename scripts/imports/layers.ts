/** Who may import whom: section "One way down, one way up" of the design, as data. A layer may always import itself. */
export interface Layer {
  /** A folder with a slash at its end, or one file. */
  path: string;
  /** What it may import: layers, packages, `node:` for all of Node, `*` for everything. */
  imports: string[];
  /** What it may name by `import type` besides. */
  names?: string[];
}

const SRC = 'src/';
const CONTRACT = 'src/contract/';
const STORES = ['src/d1/', 'src/kv/', 'src/outbound/'];
const SERVICES = 'src/services.ts';
const INVOCATION = 'src/invocation.ts';
const INCOMING = 'src/incoming.ts';
const ENTRIES = ['src/routes/', 'src/gateway/', 'src/jobs/'];

export const LAYERS: Layer[] = [
  {
    path: 'src/worker.ts',
    imports: [...ENTRIES, SERVICES, INVOCATION, 'src/env.ts', 'src/domain/', CONTRACT, 'hono', 'cloudflare:workers'],
  },
  { path: 'src/env.ts', imports: [CONTRACT, 'zod'] },
  { path: SERVICES, imports: [...STORES, 'src/env.ts', 'src/crypto/', CONTRACT] },
  { path: INVOCATION, imports: ['src/domain/', CONTRACT], names: [SERVICES] },
  { path: INCOMING, imports: [INVOCATION, 'src/domain/', CONTRACT] },
  {
    path: 'src/routes/',
    imports: [INVOCATION, INCOMING, 'src/domain/', CONTRACT, 'hono', '@hono/zod-openapi', 'zod'],
    names: [SERVICES],
  },
  { path: 'src/gateway/', imports: [INVOCATION, INCOMING, 'src/domain/', CONTRACT], names: [SERVICES] },
  { path: 'src/jobs/', imports: ['src/domain/', CONTRACT], names: [SERVICES] },
  {
    path: 'src/domain/',
    imports: [CONTRACT, 'src/crypto/', 'ipaddr.js', 'jose', 'node:buffer', 'zod', 'fast-xml-parser'],
    names: STORES,
  },
  { path: 'src/d1/', imports: [CONTRACT, 'drizzle-orm'] },
  { path: 'src/kv/', imports: [CONTRACT] },
  { path: 'src/outbound/', imports: [CONTRACT, 'src/crypto/', 'ipaddr.js', 'node:dns', 'zod'] },
  { path: 'src/crypto/', imports: [CONTRACT, 'jose', 'node:crypto', 'node:buffer', 'node:zlib', 'zod'] },
  { path: CONTRACT, imports: ['zod'] },
  { path: 'client/', imports: [CONTRACT, 'hono', 'jose'] },
  { path: 'examples/', imports: ['client/', 'hono', 'jose', 'node:', 'cloudflare:workers'] },
  { path: 'cli/', imports: [CONTRACT, 'client/', 'commander', 'node:'] },
  { path: 'console/build/', imports: ['console/', 'node:', 'react-dom', 'vite', '@vitejs/plugin-react'] },
  {
    path: 'console/',
    imports: [
      CONTRACT,
      'client/',
      'react',
      'react-dom',
      '@base-ui/react',
      '@tanstack/react-query',
      '@tanstack/react-router',
      '@tanstack/react-table',
      '@visx/axis',
      '@visx/group',
      '@visx/scale',
      '@visx/shape',
      'lucide-react',
      'vite',
      '@vitejs/plugin-react',
    ],
  },
  {
    path: 'bench/peers/',
    imports: [
      'bench/',
      SRC,
      'client/',
      'node:',
      'hono',
      'jose',
      'cloudflare:workers',
      '@cloudflare/workers-oauth-provider',
      'better-auth',
      '@better-auth/api-key',
    ],
  },
  {
    path: 'bench/',
    imports: [SRC, 'client/', 'node:', 'hono', 'jose', 'miniflare', 'wrangler', 'playwright-core'],
  },
  {
    path: 'scripts/',
    imports: [SRC, 'cli/', 'client/', 'node:', 'esbuild', '@redocly/openapi-core', 'openapi-typescript'],
  },
  { path: 'test/', imports: ['*'] },
];

export function layerOf(path: string): Layer | undefined {
  return LAYERS.find((layer) => covers(layer.path, path));
}

export function mayImport(layer: Layer, target: string, typeOnly: boolean): boolean {
  const allowed = [layer.path, ...layer.imports, ...(typeOnly ? (layer.names ?? []) : [])];
  return allowed.some((entry) => entry === '*' || covers(entry, target));
}

/** `hono` covers `hono/cors`, `node:` covers `node:fs`, `src/d1/` covers what lies in it. */
function covers(entry: string, target: string): boolean {
  if (entry.endsWith('/') || entry.endsWith(':')) return target.startsWith(entry);
  return target === entry || target.startsWith(`${entry}/`);
}
