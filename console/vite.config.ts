import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** Where `npm run console` finds the API while pages are being made. */
const API = process.env.JETON_URL ?? 'http://127.0.0.1:8787';

/** The API believes a session only from its own origin: on the way through this server a page's requests come from there. */
const proxied = {
  target: API,
  changeOrigin: true,
  headers: { Origin: new URL(API).origin },
};

/** Style sheets before scripts: the first paint waits for the former only, and connections are few. */
const stylesFirst: Plugin = {
  name: 'styles-first',
  transformIndexHtml: {
    order: 'post',
    handler: (html) => {
      const sheets = html.match(/ *<link rel="stylesheet"[^>]*>\n?/g) ?? [];
      const rest = sheets.reduce((left, sheet) => left.replace(sheet, ''), html);
      return rest.replace(/( *)<script type="module"/, (script) => sheets.join('') + script);
    },
  },
};

export default defineConfig({
  root: import.meta.dirname,
  base: '/console/',
  plugins: [react(), stylesFirst],
  server: {
    host: '127.0.0.1',
    proxy: { '/v1': proxied, '/console/session': proxied, '/health': proxied, '/schemas': proxied, '/docs': proxied },
  },
  // Data in style sheets is for fonts and pictures; files of our own need no second request anyway.
  build: { target: 'es2022', assetsInlineLimit: 0, license: { fileName: 'assets/licenses.md' }, emptyOutDir: true },
});
