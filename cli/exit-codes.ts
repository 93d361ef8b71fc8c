/** What the exit code of `jeton` means. `help` stands under every help text. */
export const EXIT = {
  done: { code: 0, help: 'done' },
  failed: { code: 1, help: 'refused or failed: the server said no, or could not be reached' },
  usage: { code: 2, help: 'usage: the command line or the configuration cannot be understood' },
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT]['code'];

/** The table as lines of help. */
export function exitCodeHelp(): string {
  return Object.values(EXIT)
    .map(({ code, help }) => `  ${code}  ${help}`)
    .join('\n');
}
