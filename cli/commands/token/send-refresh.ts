import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import {
  IdempotencyKey,
  type RefreshTokenBody,
  type Token,
  TokenWithSecret,
  type Told,
} from '../../../src/contract/tokens.ts';
import { Failure, usageFailure } from '../../failure.ts';
import { mayRepeat, repeat } from '../../http/repeat.ts';
import { type Answer, send } from '../../http/send.ts';
import type { Session } from '../../session.ts';

export type RefreshOptions = { overlap?: string; expires?: string; idempotencyKey?: string };

/** Adds the flags of a refresh. */
export function withRefreshOptions(command: Command): Command {
  return command
    .option('--overlap <duration>', 'the old secret works until the new one is first used, at most so long: 24h')
    .option('--idempotency-key <key>', 'repeat an earlier refresh whose answer was lost (default: a new random key)');
}

/**
 * Sends a refresh. The key makes it safe to repeat: when the connection breaks after the server has done its work, the
 * repeated request brings the same secret instead of a second refresh.
 */
export async function sendRefresh(
  session: Session,
  path: string,
  options: RefreshOptions,
): Promise<Answer<Told & { token: Token }>> {
  const key = options.idempotencyKey ?? randomUUID();
  if (!IdempotencyKey.safeParse(key).success) {
    throw usageFailure('the idempotency key must be 1 to 128 visible ASCII characters');
  }
  const { expires } = options;
  const body: RefreshTokenBody = { overlap: options.overlap === '0' ? 0 : options.overlap, expires };
  const request = { method: 'POST', path, body, headers: { 'idempotency-key': key } } as const;
  try {
    return await repeat(() => send(session, request, TokenWithSecret));
  } catch (error) {
    if (!(error instanceof Failure) || !mayRepeat(error)) throw error;
    const hint = `whether it was done is not known; the same command with --idempotency-key ${key} asks again safely`;
    throw new Failure([...error.lines, hint], error.exitCode);
  }
}
