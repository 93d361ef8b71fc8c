import { html } from 'hono/html';
import { asLine } from '../../domain/notices/letter.ts';
import type { Markup } from './page.ts';

/** A command as it is read: its beginning, then a flag and its value each. */
export type Command = { start: string[]; flags: [flag: string, value: string][] };

/** A command that does what the page does. It breaks between flags, never within one that fits the line. */
export function commandSection({ start, flags }: Command): Markup {
  const parts = [start.map(quote).join(' '), ...flags.map(([flag, value]) => `--${flag} ${quote(value)}`)];
  return html`<section id="command" aria-labelledby="command-title">
<h2 id="command-title">The same on the command line</h2>
<pre tabindex="0"><code>${parts.map((part) => html`<span>${asLine(part)}</span> `)}</code></pre>
</section>`;
}

/** A word as a POSIX shell reads it back, whatever is in it. */
function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
