/**
 * Reads CSV (RFC 4180): records of fields, split by commas, quoted where they hold one, a quote or a line break. Lines
 * may end in CRLF or LF; a line without anything is none. Null when a quote is never closed, or something follows one.
 */
export function readCsv(text: string): string[][] | null {
  const records: string[][] = [];
  let record: string[] = [];
  for (let at = 0; at < text.length; ) {
    const field = text[at] === '"' ? readQuoted(text, at) : readPlain(text, at);
    if (field === null) return null;
    record.push(field.value);
    at = field.end;
    if (text[at] === ',') {
      at += 1;
      // A comma that is the last character still has a field behind it.
      if (at < text.length) continue;
      record.push('');
    }
    const lineBreak = /\r?\n/y;
    lineBreak.lastIndex = at;
    if (at < text.length && !lineBreak.test(text)) return null;
    at = Math.max(at, lineBreak.lastIndex);
    if (record.length > 1 || record[0] !== '' || field.quoted) records.push(record);
    record = [];
  }
  return records;
}

type Field = { value: string; end: number; quoted: boolean };

function readPlain(text: string, start: number): Field {
  const stop = /,|\r?\n/g;
  stop.lastIndex = start;
  const end = stop.exec(text)?.index ?? text.length;
  return { value: text.slice(start, end), end, quoted: false };
}

function readQuoted(text: string, start: number): Field | null {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] === '"') continue;
    return { value: text.slice(start + 1, at).replaceAll('""', '"'), end: at + 1, quoted: true };
  }
  return null;
}
