import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { IdempotencyKey } from '../../src/contract/tokens.ts';
import { Failure, usageFailure } from '../failure.ts';
import type { Session } from '../session.ts';
import type { Request } from './call.ts';
import { mayRepeat, repeat } from './repeat.ts';
import { type Answer, type Schema, send } from './send.ts';

export type OnceOptions = { idempotencyKey?: string };

/** Adds the flag that {@link sendOnce} names when no answer came; `what` is that which the command makes. */
export function withIdempotencyKey(command: Command, what: string): Command {
  return command.option(
    '--idempotency-key <key>',
    `repeat an earlier ${what} whose answer was lost (default: a new random key)`,
  );
}

/**
 * Sends what the server does once for each key. So it is safe to repeat: when the connection breaks after the server has
 * done its work, the repeated request brings the same answer.
 */
export async function sendOnce<Value>(
  session: Session,
  request: Request,
  schema: Schema<Value>,
  options: OnceOptions,
): Promise<Answer<Value>> {
  const key = options.idempotencyKey ?? randomUUID();
  if (!IdempotencyKey.safeParse(key).success) {
    throw usageFailure('the idempotency key must be 1 to 128 visible ASCII characters');
  }
  const repeatable = { ...request, headers: { ...request.headers, 'idempotency-key': key } };
  try {
    return await repeat(() => send(session, repeatable, schema));
  } catch (error) {
    if (!(error instanceof Failure) || !mayRepeat(error)) throw error;
    const hint = `whether it was done is not known; the same command with --idempotency-key ${key} asks again safely`;
    throw new Failure([...error.lines, hint], error.exitCode);
  }
}
