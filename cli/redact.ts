const TOKEN = /[^\s"'`]*jtn_\w*|eyJ[\w-]+\.[\w-]+\.[\w-]*/g;
/** C0, DEL and C1, but for line feed: text from elsewhere must not steer the terminal. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g;

/** Text fit for stderr: without anything that looks like a token, and without control characters. */
export function redact(text: string): string {
  return withoutControls(text).replace(TOKEN, '[token]');
}

/** Text without control characters, line feeds aside. */
export function withoutControls(text: string): string {
  return text.replace(CONTROL, '\ufffd');
}
