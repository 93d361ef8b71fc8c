const INDENT = '  ';
/** A string, a mark, or anything else up to the next one. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/**
 * JSON with a line for each member; null for what is none. Numbers and names stay as they are written: to parse and write anew
 * would change large numbers, and drop names that come twice.
 */
export function prettyJson(text: string): string | null {
  if (!isJson(text)) return null;
  let lines = '';
  let depth = 0;
  let before = '';
  for (const [token] of text.matchAll(TOKEN)) {
    const closes = token === '}' || token === ']';
    if (closes) depth -= 1;
    if (before === '{' || before === '[' ? !closes : closes || before === ',') lines += `\n${INDENT.repeat(depth)}`;
    lines += token === ':' ? ': ' : token;
    if (token === '{' || token === '[') depth += 1;
    before = token;
  }
  return lines;
}

export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** `application/json`, `application/problem+json; charset=utf-8`. */
export function saysJson(contentType: string): boolean {
  return /^[^;]*[/+]json\s*(?:;|$)/i.test(contentType);
}
