const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Text as it stands in XML: markup escaped, and what a reader would take for another space or refuse. */
export function escapeXml(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: keys may have them.
  return text.replace(/[&<>"'\u0000-\u001f\u007f]/g, (char) => `&#${char.charCodeAt(0)};`);
}

/** What text in XML says, its five named entities and those by number resolved; null where there is another. */
export function unescapeXml(text: string): string | null {
  let known = true;
  const resolved = text.replace(/&([^;]*);?/g, (whole, name: string) => {
    const char = whole.endsWith(';') ? resolve(name) : null;
    if (char === null) known = false;
    return char ?? '';
  });
  return known ? resolved : null;
}

function resolve(name: string): string | null {
  if (Object.hasOwn(NAMED, name)) return NAMED[name] ?? null;
  const digits = /^#(?:x(?<hex>[0-9a-fA-F]{1,6})|(?<decimal>[0-9]{1,7}))$/.exec(name)?.groups;
  if (!digits) return null;
  const { hex, decimal } = digits;
  const code = hex === undefined ? Number.parseInt(decimal ?? '', 10) : Number.parseInt(hex, 16);
  const isChar = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return isChar ? String.fromCodePoint(code) : null;
}
