/**
 * Builds what other programs install: `npm run build:sdk [folder]`, `dist/` if left out. Each entry becomes one file that runs
 * in Workers, Node, Deno and browsers, with its types; `npm pack ./dist` makes the package.
 */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { emitTypes } from './sdk/types.ts';
import { REPOSITORY } from './start/paths.ts';

/** The entries, by the name that they are imported under: `jeton/hono`. What they need is the caller's to install. */
const ENTRIES: Record<string, { source: string; peers: readonly string[] }> = {
  hono: { source: 'client/hono/index.ts', peers: ['hono', 'jose'] },
  verify: { source: 'client/verify/index.ts', peers: ['jose'] },
  client: { source: 'client/api/index.ts', peers: [] },
};
/** What of the peers the SDK was written against; jose 6 is the first without Node's own cryptography. */
const PEERS: Record<string, string> = { hono: '^4.6.0', jose: '^6.0.0' };

const folder = resolve(process.argv[2] ?? join(REPOSITORY, 'dist'));
for (const name of ['types', ...Object.keys(ENTRIES).map((entry) => `${entry}.js`)]) {
  rmSync(join(folder, name), { recursive: true, force: true });
}
mkdirSync(folder, { recursive: true });

for (const [name, { source, peers }] of Object.entries(ENTRIES)) {
  const outfile = join(folder, `${name}.js`);
  await build({
    absWorkingDir: REPOSITORY,
    entryPoints: [source],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    target: 'es2022',
    external: peers.flatMap((peer) => [peer, `${peer}/*`]),
    minify: true,
    keepNames: false,
    legalComments: 'none',
  });
  console.log(`${name}.js  ${(gzipSync(readFileSync(outfile)).length / 1000).toFixed(1)} kB gzip`);
}
const peers = Object.keys(PEERS);
const declarations = emitTypes(
  join(folder, 'types'),
  Object.values(ENTRIES).map(({ source }) => source),
  peers,
);
console.log(`${declarations} declarations`);
writeFileSync(join(folder, 'package.json'), `${JSON.stringify(packageJson(), null, 2)}\n`);
cpSync(join(REPOSITORY, 'LICENSE'), join(folder, 'LICENSE'));

/** The package on its own: it drags nothing of the Worker along. */
function packageJson(): object {
  const { name, version, description, license } = JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8'));
  const exports = Object.entries(ENTRIES).map(([entry, { source }]) => {
    const types = `./types/${source.replace(/\.ts$/, '.d.ts')}`;
    return [`./${entry}`, { types, default: `./${entry}.js` }];
  });
  return {
    name,
    version,
    description,
    license,
    type: 'module',
    sideEffects: false,
    exports: Object.fromEntries(exports),
    files: ['*.js', 'types'],
    peerDependencies: PEERS,
    peerDependenciesMeta: Object.fromEntries(Object.keys(PEERS).map((peer) => [peer, { optional: true }])),
  };
}
