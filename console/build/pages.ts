import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import react from '@vitejs/plugin-react';
import { build, type Plugin, type Rolldown } from 'vite';
import type { FIRST_SIGHTS } from '../pages/first-sights.ts';
import type * as Drawn from './drawn.tsx';
import { preload } from './preloads.ts';

const ROOT = join(import.meta.dirname, '..');
// All of the root's content: what takes over a drawn page finds nothing else in it.
const OPENING = /\s*<main class="opening">.*?<\/main>\s*/s;
/** What a page runs and loads. */
const LOADED = / *<(?:script type="module"|link rel="(?:modulepreload|preload|stylesheet)")[^>]*>(?:<\/script>)?\n/g;
/** What `main.tsx` asks for. */
const CONSOLE = ['node_modules/react-dom/client.js', 'console/app/app.tsx'];

/** Where the pages lie of which the first sight is drawn. */
const PAGES: Record<keyof typeof FIRST_SIGHTS, string> = {
  '/': 'overview/overview',
  '/tokens': 'tokens/list/tokens',
  '/tokens/new': 'tokens/create/create-token',
  '/namespaces': 'namespaces/namespaces',
  '/access-keys': 'access-keys/access-keys',
  '/properties': 'properties/properties',
  '/projects': 'projects/projects',
  '/people': 'people/people',
  '/subscriptions': 'subscriptions/subscriptions',
  '/deliveries': 'deliveries/deliveries',
  '/audit': 'audit/audit',
  '/settings': 'settings/settings',
};

/**
 * Makes pages quick to come: each names all that it will need, and those that have a first sight, and the form to sign in by, are
 * painted before their scripts are there. They lie under `pages` by their addresses; `index.html` is for all other addresses.
 */
export const pages: Plugin = {
  name: 'pages',
  apply: 'build',
  generateBundle: {
    order: 'post',
    async handler(_, bundle) {
      const { firstSights, signIn } = await draw();
      checkStyled([signIn, ...Object.values(firstSights)].join(), bundle);
      const put = (fileName: string, html: string) => {
        this.emitFile({ type: 'asset', fileName, source: stylesFirst(html) });
      };
      const markup = sourceOf(bundle, 'index.html');
      const other = preload(markup, bundle, CONSOLE);
      put('index.html', other);
      for (const [address, page] of Object.entries(PAGES)) {
        const html = preload(other, bundle, [`console/pages/${page}.tsx`]);
        put(`pages${address === '/' ? '/index' : address}.html`, drawInto(html, firstSights[address]));
      }
      const form = markup.replace(LOADED, '').replace('<title>', '<title>Sign in · ');
      put('sign-in.html', drawInto(preload(form, bundle, ['console/sign-in.tsx']), signIn));
    },
  },
};

function drawInto(html: string, drawn: string | undefined): string {
  if (drawn === undefined || !OPENING.test(html)) throw new Error('a page has nothing drawn, or no place for it');
  return html.replace(OPENING, () => drawn);
}

/** Style sheets before scripts: the first paint waits for the former only, and connections are few. */
function stylesFirst(html: string): string {
  const sheets = html.match(/ *<link rel="stylesheet"[^>]*>\n?/g) ?? [];
  const rest = sheets.reduce((left, sheet) => left.replace(sheet, ''), html);
  return rest.replace(
    / *<(?:script type="module"|link rel="(?:modulepreload|preload)")/,
    (first) => sheets.join('') + first,
  );
}

async function draw(): Promise<typeof Drawn> {
  const outDir = mkdtempSync(join(tmpdir(), 'jeton-drawn-'));
  try {
    await build({
      configFile: false,
      root: ROOT,
      plugins: [react()],
      ssr: { noExternal: true },
      logLevel: 'error',
      build: { ssr: 'build/drawn.tsx', outDir },
    });
    return await import(pathToFileURL(join(outDir, 'drawn.js')).href);
  } finally {
    rmSync(outDir, { recursive: true });
  }
}

function sourceOf(bundle: Rolldown.OutputBundle, fileName: string): string {
  const file = bundle[fileName];
  if (file?.type !== 'asset') throw new Error(`the build has made no ${fileName}`);
  return String(file.source);
}

/** What is drawn here and what the browser loads are two builds: the names that they give to styles must agree. */
function checkStyled(html: string, bundle: Rolldown.OutputBundle): void {
  const sheets = Object.keys(bundle).filter((name) => name.endsWith('.css'));
  const styles = sheets.map((name) => sourceOf(bundle, name)).join();
  const names = [...html.matchAll(/class="([^"]+)"/g)].flatMap(([, all = '']) => all.split(' '));
  // Those of modules begin so.
  const unknown = names.filter((name) => name.startsWith('_') && !styles.includes(`.${name}`));
  if (unknown.length > 0) throw new Error(`drawn with classes that no style sheet has: ${unknown.join(', ')}`);
}
