/** Something the person at the terminal can act on: shown as plain sentences, without a stack trace. */
export class Explained extends Error {}

/** Runs a script's main function; an Explained ends it with its message, anything else is a bug and shows its stack. */
export async function runMain(main: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof Explained)) throw error;
    console.error(`\n${error.message}\n`);
    process.exitCode = 1;
  }
}
