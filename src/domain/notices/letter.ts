/** What a mail tells, before it has a form: `renderText` and `renderHtml` make the two that go out. */
export type Letter = {
  subject: string;
  opening: string;
  sections: LetterSection[];
  /** Who is written to and why, and how to be written to less: a paragraph each. */
  closing: string[];
};

export type LetterSection = { title: string; entries: LetterEntry[] };

export type LetterEntry = {
  title: string;
  facts: [label: string, value: string][];
  command: string | null;
  link: { text: string; url: string } | null;
};

/**
 * Text as it may stand in a line of a letter. Names are what people typed: a line end would begin a line of its own, and
 * bidirectional controls (Unicode TR 9) would show it in another order than it has. U+FFFD shows that one was there.
 */
export function asLine(text: string): string {
  const line = text.replace(/\s/gu, ' ').trim();
  return line.replace(/[\p{Cc}\p{Cs}\p{Bidi_Control}\u200b\u2060]/gu, '\ufffd');
}

/** An address that may be a link: `javascript:` and the like are not. */
export function isWebAddress(url: string): boolean {
  return /^https?:\/\/[^\s"'<>]+$/.test(url);
}
