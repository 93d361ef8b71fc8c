import { asLine, type Letter, type LetterEntry, type LetterSection } from './letter.ts';

/** RFC 5322 section 2.1.1 asks for 78 at most; two are left for a `> ` in the answer. */
const COLUMNS = 76;
const INDENT = '  ';

/** A letter as plain text: prose in 76 columns; commands and addresses stay whole, each on its own line. */
export function renderText({ opening, sections, closing }: Letter): string {
  const blocks = [fill(opening), ...sections.flatMap((section) => renderSection(section))];
  // "-- ", RFC 3676 section 4.3: what follows is quieter in most clients, and left out of answers.
  if (closing.length > 0) blocks.push(`-- \n${closing.map((paragraph) => fill(paragraph)).join('\n\n')}`);
  return `${blocks.join('\n\n')}\n`;
}

function renderSection({ title, entries }: LetterSection): string[] {
  const heading = asLine(title);
  const labels = entries.flatMap(({ facts }) => facts.map(([label]) => [...asLine(label)].length));
  const labelColumns = Math.max(0, ...labels);
  const underlined = heading === '' ? [] : [`\n${heading}\n${'-'.repeat([...heading].length)}`];
  return [...underlined, ...entries.map((entry) => renderEntry(entry, labelColumns))];
}

function renderEntry({ title, facts, command, link }: LetterEntry, labelColumns: number): string {
  const lines = [fill(title), ...facts.flatMap(([label, value]) => renderFact(label, value, labelColumns))];
  if (command !== null) lines.push('', `${INDENT}${INDENT}${asLine(command)}`);
  if (link !== null) lines.push('', `${INDENT}${asLine(link.text)}:`, `${INDENT}${asLine(link.url)}`);
  return lines.join('\n');
}

function renderFact(label: string, value: string, labelColumns: number): string[] {
  const name = asLine(label);
  const padded = name + ' '.repeat(labelColumns - [...name].length + INDENT.length);
  const [first = '', ...rest] = wrap(value, COLUMNS - INDENT.length - labelColumns - INDENT.length);
  const hanging = ' '.repeat([...padded].length);
  return [`${INDENT}${padded}${first}`, ...rest.map((line) => `${INDENT}${hanging}${line}`)];
}

function fill(text: string): string {
  return wrap(text, COLUMNS).join('\n');
}

/** Lines of at most so many characters, broken at spaces; a longer word stays whole. */
function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  for (const word of asLine(text).split(' ').filter(Boolean)) {
    const joined = `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && [...joined].length <= columns) lines[lines.length - 1] = joined;
    else lines.push(word);
  }
  return lines;
}
