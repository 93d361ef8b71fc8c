import { html } from 'hono/html';
import type { Markup } from './page.ts';

/** What the script sends, and where; `look` is what it shows before it asks to confirm. */
export type Action = { look: string | null; send: string; body: object; start: string; confirm: string; lost: string };

/** The form that the script takes over. Without the script it sends nothing: the policy forbids it. */
export function actionForm(action: Action, fields: Markup[]): Markup {
  const { look, send, body, start, confirm, lost } = action;
  return html`<noscript><p class="box wrong">This page needs JavaScript. The command below does the same without it.</p></noscript>
<form id="form" autocomplete="off" data-look="${look ?? ''}" data-send="${send}"
  data-body="${JSON.stringify(body)}" data-start="${start}" data-confirm="${confirm}" data-lost="${lost}">
${fields}
<div class="field">
<label for="token">Your token</label>
<input id="token" type="password" autocomplete="off" spellcheck="false" required pattern="\\s*[!-~]+\\s*"
  title="A token is one word, without spaces" aria-describedby="token-hint">
<p id="token-hint" class="hint">An admin or personal token that may do this. It goes to this deployment only and is kept nowhere.</p>
</div>
<section id="found" class="box" tabindex="-1" aria-labelledby="found-title" hidden>
<h2 id="found-title">Is this the one?</h2>
<dl id="found-facts"></dl>
</section>
${problemSection()}
<button id="go">${look === null ? confirm : start}</button>
</form>
<p id="status" class="hint" role="status"></p>
${secretSection('Done. This is the new secret')}`;
}

/** Where the script says what went wrong. */
export function problemSection(): Markup {
  return html`<section id="problem" class="box wrong" tabindex="-1" aria-labelledby="problem-title" aria-describedby="problem-detail problem-fix" hidden>
<h2 id="problem-title"></h2>
<p id="problem-detail"></p>
<p id="problem-fix"></p>
<p id="problem-request" class="hint"></p>
</section>`;
}

/** Where the secret is shown, with what is told below it. */
export function secretSection(title: string, below: Markup | string = ''): Markup {
  return html`<section id="made" tabindex="-1" aria-labelledby="made-title" aria-describedby="made-warning" hidden>
<h2 id="made-title">${title}</h2>
<p id="made-warning" class="box warning">It is told this once: put it in a safe place now, before you close this page.</p>
<div class="field">
<label for="secret">Secret</label>
<textarea id="secret" rows="3" readonly autocomplete="off" spellcheck="false" aria-describedby="made-warning"></textarea>
</div>
<button id="copy" type="button">Copy the secret</button>
<p id="copied" class="hint" role="status"></p>
<dl id="made-facts"></dl>
${below}
</section>`;
}
