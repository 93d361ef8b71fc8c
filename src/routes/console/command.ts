import { html } from 'hono/html';
import { asLine } from '../../domain/notices/letter.ts';
import { optionOf, quote } from '../../domain/notices/replacement.ts';
import type { Markup } from './page.ts';

/** A command as it is read: its beginning, then a flag and its value each, then what would look like a flag before. */
export type Command = { start: string[]; flags: [flag: string, value: string][]; rest: string[] };

/** A command that does what the page does. It breaks between flags, never within one that fits the line. */
export function commandSection({ start, flags, rest }: Command): Markup {
  const options = flags.map(optionOf);
  const parts = [start.map(quote).join(' '), ...options, ...rest.map((word) => `-- ${quote(word)}`)];
  return html`<section id="command" aria-labelledby="command-title">
<h2 id="command-title">The same on the command line</h2>
<pre tabindex="0"><code>${parts.map((part) => html`<span>${asLine(part)}</span> `)}</code></pre>
</section>`;
}
