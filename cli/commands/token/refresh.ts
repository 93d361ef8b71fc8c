import type { Command } from 'commander';
import { path } from '../../http/address.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { type RefreshOptions, sendRefresh, withRefreshOptions } from './send-refresh.ts';
import { showSecret } from './show-secret.ts';

const EXAMPLES = `
Without --overlap the old secret stops at once.

Examples:
  $ jeton token refresh tok_0a1b2c3d4e5 --overlap 24h
  $ jeton token refresh tok_0a1b2c3d4e5 --overlap 24h --expires 90d
  $ SECRET=$(jeton token refresh tok_0a1b2c3d4e5 --quiet)`;

/** `jeton token refresh ID`: a new secret for the same token. */
export function addTokenRefresh(token: Command, world: World): void {
  withRefreshOptions(token.command('refresh <id>').description('give a token a new secret; it is shown once'))
    .option('--expires <when>', 'a new end of life, as at creation: 30d, 2026-12-31, …; without it the end stays')
    .addHelpText('after', EXAMPLES)
    .action(async (id: string, options: RefreshOptions, command: Command) => {
      const session = openSession(world, command);
      showSecret(session, await sendRefresh(session, path`/v1/tokens/${id}/refresh`, options));
    });
}
