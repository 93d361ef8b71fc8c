/** The words of a text, by lines, blanks or commas. */
export function wordsOf(text: string): string[] {
  return text.split(/[\s,]+/).filter((word) => word !== '');
}

/** The same where a comma belongs to a word. */
export function blankWordsOf(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}
