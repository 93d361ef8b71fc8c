import { html } from 'hono/html';
import type { Markup } from './page.ts';

export const LONGEST_WHEN = 40;

/** What the script says under a field: what its value means, where it is `special`, or the date, between two halves. */
type Words = { special: Record<string, string>; before: string; after: string; wrong: string };

/** The end of life, as both pages ask for it. */
export function expiresField(label: string, value: string, leftOut: string): Markup {
  return whenField('expires', label, value, {
    special: { '': leftOut, never: 'The token never ends.' },
    before: 'The token ends on ',
    after: '.',
    wrong: 'Write a time to come: 30d, 24h, 2026-12-31 (to the end of that day, UTC), RFC 3339, or never.',
  });
}

export function overlapField(value: string): Markup {
  const leftOut = 'The old secret stops at once.';
  return whenField('overlap', 'Overlap with the old secret', value, {
    special: { '': leftOut, 0: leftOut },
    before: 'The old secret works until the new one is first used, and until ',
    after: ' at the latest.',
    wrong: 'Write a duration up to 30d, such as 24h, or 0.',
  });
}

function whenField(name: string, label: string, value: string, words: Words): Markup {
  const { special, before, after, wrong } = words;
  return html`<div class="field">
<label for="${name}">${label}</label>
<input id="${name}" name="${name}" value="${value}" maxlength="${LONGEST_WHEN}" autocomplete="off" autocapitalize="off"
  spellcheck="false" aria-describedby="${name}-words">
<output id="${name}-words" class="hint" for="${name}" data-special="${JSON.stringify(special)}"
  data-before="${before}" data-after="${after}" data-wrong="${wrong}"></output>
</div>`;
}

export function nameField(value: string): Markup {
  return html`<div class="field">
<label for="name">Name</label>
<input id="name" name="name" value="${value}" maxlength="100" autocomplete="off" spellcheck="false" required>
</div>`;
}
