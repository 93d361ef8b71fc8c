import { html } from 'hono/html';
import type { Api } from '../api.ts';
import { problemSection, secretSection } from './form.ts';
import { answerPage, type Markup, WELCOME_SCRIPT_PATH } from './page.ts';

const TITLE = 'A token for you';

/**
 * The page behind a link that hands a token over. The code stands in the fragment, which browsers send nobody: this
 * page is the same for every link, and only its script knows for which.
 */
export function welcome(api: Api): void {
  api.get('/console/welcome', (c) => answerPage(c, { title: TITLE, content: content(), script: WELCOME_SCRIPT_PATH }));
}

function content(): Markup {
  return html`<h1>${TITLE}</h1>
<p>Somebody hands you an access token by this link. It is shown once, to whoever asks first.</p>
<noscript><p class="box wrong">This page needs JavaScript. Without it, send a POST to <code>/v1/shares/CODE/redeem</code>
on this host, where CODE is what stands after # in the link.</p></noscript>
<section id="ask">
<p>Have a safe place for it at hand, such as a password manager. Then press the button: the link is used up by it.</p>
<button id="go" type="button">Show the token</button>
<p id="status" class="hint" role="status"></p>
</section>
${problemSection()}
${secretSection('This is your token', tryOut())}`;
}

function tryOut(): Markup {
  return html`<section id="try" aria-labelledby="line-title">
<h2 id="line-title">Try it</h2>
<p id="line-hint">This line asks for the token, so that no history keeps it, and tells what it may do.</p>
<pre tabindex="0" aria-labelledby="line-title"><code id="line"></code></pre>
</section>`;
}
