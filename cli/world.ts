import { homedir } from 'node:os';
import type { ReadStream, WriteStream } from 'node:tty';

/** All that a command touches besides the server. Read here once, then handed down. */
export type World = {
  cwd: string;
  home: string;
  /** The number of the user who runs the command; null where the system has none (Windows). */
  userId: number | null;
  stdin: ReadStream;
  stdout: WriteStream;
  stderr: WriteStream;
};

/** The world of this process. */
export function thisWorld(): World {
  return {
    cwd: process.cwd(),
    home: homedir(),
    userId: process.getuid?.() ?? null,
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
  };
}
