import { asLine, isWebAddress, type Letter, type LetterEntry, type LetterSection } from './letter.ts';
import { DARK, STYLE } from './letter-style.ts';

/** What a list of mails shows beside the subject. */
const PREVIEW_CHARACTERS = 140;

/** A letter as one HTML document: no image, no script, nothing fetched; readable where the styles are dropped. */
export function renderHtml(letter: Letter): string {
  const { subject, opening, sections, closing } = letter;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escapeHtml(subject)}</title>
<style>
  :root { color-scheme: light dark; supported-color-schemes: light dark; }${DARK}
</style>
</head>
<body class="page" style="${STYLE.body}">
<div style="${STYLE.hidden}">${escapeHtml(preview(letter))}</div>
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" border="0" style="${STYLE.page}">
<tr><td align="center">
<div class="ink" style="${STYLE.column}">
<p class="quiet" style="${STYLE.sender}">Jeton</p>
<p style="${STYLE.opening}">${prose(opening)}</p>
${sections.map((section) => renderSection(section)).join('\n')}
${renderClosing(closing)}
</div>
</td></tr>
</table>
</body>
</html>
`;
}

function renderSection({ title, entries }: LetterSection): string {
  const heading = asLine(title) === '' ? '' : `<h2 class="quiet" style="${STYLE.section}">${escapeHtml(title)}</h2>\n`;
  return heading + entries.map((entry) => renderEntry(entry)).join('\n');
}

function renderEntry({ title, facts, command, link }: LetterEntry): string {
  return [
    `<div class="line" style="${STYLE.entry}">`,
    `<h3 style="${STYLE.title}">${escapeHtml(title)}</h3>`,
    ...(facts.length === 0 ? [] : [`<table style="${STYLE.facts}">`, ...facts.map(renderFact), '</table>']),
    ...(command === null ? [] : [`<pre class="command" style="${STYLE.command}">${renderCommand(command)}</pre>`]),
    ...(link === null ? [] : [`<p style="${STYLE.action}">${renderLink(link)}</p>`]),
    '</div>',
  ].join('\n');
}

function renderFact([label, value]: [label: string, value: string]): string {
  const name = `<th scope="row" align="left" class="quiet" style="${STYLE.label}">${escapeHtml(label)}</th>`;
  return `<tr valign="top">${name}<td style="${STYLE.value}">${escapeHtml(value)}</td></tr>`;
}

/** A line may end before an option, not within its hyphens. */
function renderCommand(command: string): string {
  return escapeHtml(command).replace(/(?<= )--[\w-]+/g, `<span style="${STYLE.option}">$&</span>`);
}

function renderLink({ text, url }: { text: string; url: string }): string {
  if (!isWebAddress(url)) return escapeHtml(`${text}: ${url}`);
  return `<a class="link" href="${escapeHtml(url)}" style="${STYLE.link}">${escapeHtml(text)}</a>`;
}

/** The names of what the letter is about: the opening stands below anyway. */
function preview({ opening, sections }: Letter): string {
  const names = sections.flatMap(({ entries }) => entries.map(({ title }) => title)).join(', ');
  return [...(names || opening)].slice(0, PREVIEW_CHARACTERS).join('');
}

function renderClosing(paragraphs: string[]): string {
  if (paragraphs.length === 0) return '';
  const inner = paragraphs.map((paragraph) => `<p style="${STYLE.paragraph}">${prose(paragraph)}</p>`);
  return [`<div class="line quiet" style="${STYLE.closing}">`, ...inner, '</div>'].join('\n');
}

/** What stands between backticks is code. */
function prose(text: string): string {
  return escapeHtml(text).replace(/`([^`]+)`/g, `<code style="${STYLE.code}">$1</code>`);
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escapeHtml(text: string): string {
  return asLine(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
