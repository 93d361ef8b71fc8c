import { EXIT, type ExitCode } from './exit-codes.ts';

/** Why a command stops: lines for stderr, the first of them behind `jeton: `, and an exit code. */
export class Failure extends Error {
  readonly lines: readonly string[];
  readonly exitCode: ExitCode;

  constructor(lines: readonly string[], exitCode: ExitCode = EXIT.failed.code) {
    super(lines[0] ?? '');
    this.lines = lines;
    this.exitCode = exitCode;
  }
}

/** A command line or configuration that cannot be understood, and what to do about it. */
export function usageFailure(message: string, fix?: string): Failure {
  return new Failure(fix === undefined ? [message] : [message, `fix: ${fix}`], EXIT.usage.code);
}
