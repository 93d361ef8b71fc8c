import { html } from 'hono/html';
import type { Api } from '../api.ts';
import { fail } from '../errors.ts';

/**
 * What the API reference may do: run, style and fetch what this deployment serves. Its icons are images within its style
 * sheet. Swagger UI needs neither inline scripts nor `eval`.
 */
export const DOCS_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'";

const FILES = ['swagger-ui.css', 'page.css', 'swagger-ui-bundle.js', 'start.js', 'swagger-ui-license.txt'] as const;

/** The API reference: Swagger UI over /openapi.json, from files of our own. */
export function docs(api: Api): void {
  api.get('/docs', (c) => {
    c.header('Content-Security-Policy', DOCS_POLICY);
    return c.html(PAGE);
  });
  for (const file of FILES) {
    const path = `/docs/${file}`;
    api.get(path, async (c) => {
      const known = c.req.header('if-none-match');
      const answer = await c.env.services.readAsset(path, known === undefined ? {} : { 'If-None-Match': known });
      if (answer.status === 304 || answer.ok) return new Response(answer.body, answer);
      await answer.body?.cancel();
      return fail(c, { reason: 'not_found' });
    });
  }
}

const PAGE = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>API reference · Jeton</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/docs/swagger-ui.css">
<link rel="stylesheet" href="/docs/page.css">
<script src="/docs/swagger-ui-bundle.js" defer></script>
<script src="/docs/start.js" defer></script>
</head>
<body>
<noscript><p>The reference is drawn by a script. The same, to be read by programs: <a href="/openapi.json">/openapi.json</a>;
in short, <a href="/llms.txt">/llms.txt</a>.</p></noscript>
<div id="reference"></div>
</body>
</html>
`;
