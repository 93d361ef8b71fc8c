import { html } from 'hono/html';
import type { ApiContext } from '../context.ts';

/** What a page may do: run and fetch what this deployment serves, and nothing else. The door lets pages keep it. */
export const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'";

export const SCRIPT_PATH = '/console/assets/submit.js';
export const WELCOME_SCRIPT_PATH = '/console/assets/welcome.js';
export const STYLE_PATH = '/console/assets/page.css';

/** Markup in which all that was filled in is escaped. */
export type Markup = ReturnType<typeof html>;

/** `script`: the path of its script. */
export type Page = { title: string; content: Markup; script: string | null };

/** Answers with a page. Its markup is what `html` made: only that knows what is escaped already. */
export function answerPage(c: ApiContext, page: Page, status: 200 | 400 | 404 = 200): Response | Promise<Response> {
  c.header('Content-Security-Policy', PAGE_POLICY);
  return c.html(shell(page), status);
}

/** A page that only says something: that a link leads nowhere, say. */
export function answerNotice(c: ApiContext, status: 400 | 404, title: string, text: string) {
  const content = html`<h1>${title}</h1>
<p>${text}</p>`;
  return answerPage(c, { title, content, script: null }, status);
}

function shell({ title, content, script }: Page): Markup {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title} · Jeton</title>
<link rel="stylesheet" href="${STYLE_PATH}">
${script === null ? '' : html`<script src="${script}" defer></script>`}
</head>
<body>
<main>
<p class="sender">Jeton</p>
${content}
</main>
</body>
</html>
`;
}
