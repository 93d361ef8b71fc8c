import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { files } from './build/files.ts';
import { pages } from './build/pages.ts';

const root = import.meta.dirname;

/** Where `npm run console` finds the API while pages are being made. */
const API = process.env.JETON_URL ?? 'http://127.0.0.1:8787';

/** The API believes a session only from its own origin: on the way through this server a page's requests come from there. */
const proxied = {
  target: API,
  changeOrigin: true,
  headers: { Origin: new URL(API).origin },
};

export default defineConfig({
  root,
  base: '/console/',
  plugins: [react(), pages],
  server: {
    host: '127.0.0.1',
    proxy: { '/v1': proxied, '/console/session': proxied, '/health': proxied, '/schemas': proxied, '/docs': proxied },
  },
  // Data in style sheets is for fonts and pictures; files of our own need no second request anyway.
  build: {
    target: 'es2022',
    rolldownOptions: {
      input: [`${root}/index.html`, `${root}/sign-in.tsx`],
      output: { codeSplitting: { groups: files } },
    },
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    license: { fileName: 'assets/licenses.md' },
    emptyOutDir: true,
  },
});
