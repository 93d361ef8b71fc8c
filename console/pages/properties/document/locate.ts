/** A place in a text: what to select, and its line, counted from 1. */
export type Place = { start: number; end: number; line: number };

/**
 * Where the value at a path stands in a JSON text; what is nearest above it, where it is not there.
 *
 * @example
 * locate(text, 'rules[0].access') // as findings name it
 * locate(text, 'document.rules.0.access') // as errors of a request do
 */
export function locate(text: string, path: string): Place {
  const names = path
    .replace(/^document\b\.?/, '')
    .split(/[.[\]]+/)
    .filter((name) => name !== '');
  let at = skipSpace(text, 0);
  for (const name of names) {
    const next = text[at] === '[' ? itemAt(text, at, Number(name)) : text[at] === '{' ? memberAt(text, at, name) : null;
    if (next === null) break;
    at = next;
  }
  return placeAt(text, at, skipValue(text, at));
}

/** The place at an offset, to the end of its line at most. */
export function placeAt(text: string, start: number, end: number = start + 1): Place {
  const newline = text.indexOf('\n', start);
  const lineEnd = newline === -1 ? text.length : newline;
  return { start, end: Math.min(end, lineEnd), line: text.slice(0, start).split('\n').length };
}

function memberAt(text: string, at: number, name: string): number | null {
  let key = skipSpace(text, at + 1);
  while (text[key] === '"') {
    const keyEnd = skipValue(text, key);
    const value = skipSpace(text, skipSpace(text, keyEnd) + 1);
    if (text.slice(key + 1, keyEnd - 1) === name) return value;
    key = skipSpace(text, skipSpace(text, skipValue(text, value)) + 1);
  }
  return null;
}

function itemAt(text: string, at: number, index: number): number | null {
  let item = skipSpace(text, at + 1);
  for (let passed = 0; item < text.length && text[item] !== ']'; passed += 1) {
    if (passed === index) return item;
    item = skipSpace(text, skipSpace(text, skipValue(text, item)) + 1);
  }
  return null;
}

/** The offset behind the value that begins here. */
function skipValue(text: string, at: number): number {
  let depth = 0;
  // Strings whole, brackets, and the runs that numbers and words are.
  const piece = /"(?:[^"\\]|\\.)*"|[{}[\]]|[^\s"{}[\],:]+/gy;
  for (let here = at; here < text.length; ) {
    piece.lastIndex = here;
    const found = piece.exec(text)?.[0];
    here += found?.length ?? 1;
    if (found === '{' || found === '[') depth += 1;
    if (found === '}' || found === ']') depth -= 1;
    if (found !== undefined && depth <= 0) return here;
  }
  return text.length;
}

function skipSpace(text: string, at: number): number {
  let here = at;
  while (here < text.length && /\s/.test(text[here] ?? '')) here += 1;
  return here;
}
