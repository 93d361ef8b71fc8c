import type { Command } from 'commander';
import { type RefreshTokenBody, type Token, TokenWithSecret, type Told } from '../../../src/contract/tokens.ts';
import type { Answer } from '../../http/send.ts';
import { type OnceOptions, sendOnce, withIdempotencyKey } from '../../http/send-once.ts';
import type { Session } from '../../session.ts';

export type RefreshOptions = OnceOptions & { overlap?: string; expires?: string };

/** Adds the flags of a refresh. */
export function withRefreshOptions(command: Command): Command {
  const overlap = 'the old secret works until the new one is first used, at most so long: 24h';
  return withIdempotencyKey(command.option('--overlap <duration>', overlap), 'refresh');
}

/** Sends a refresh. */
export function sendRefresh(
  session: Session,
  path: string,
  options: RefreshOptions,
): Promise<Answer<Told & { token: Token }>> {
  const { expires } = options;
  const body: RefreshTokenBody = { overlap: options.overlap === '0' ? 0 : options.overlap, expires };
  return sendOnce(session, { method: 'POST', path, body }, TokenWithSecret, options);
}
