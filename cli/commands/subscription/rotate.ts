import type { Command } from 'commander';
import { type RotateSecretBody, SubscriptionWithSecret } from '../../../src/contract/notices.ts';
import { path } from '../../http/address.ts';
import { send } from '../../http/send.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { showSecret } from './show-secret.ts';

const EXAMPLES = `
Until the overlap ends, what is sent is signed with both secrets: a receiver may know either.

Examples:
  $ jeton subscription rotate sub_0000000001a
  $ SECRET=$(jeton subscription rotate sub_0000000001a --overlap 0 --quiet)     the old one is known to somebody`;

/** `jeton subscription rotate ID`: a new secret for a webhook. */
export function addSubscriptionRotate(subscription: Command, world: World): void {
  subscription
    .command('rotate <id>')
    .description('give a webhook a new secret; it is shown once')
    .option('--overlap <duration>', 'how long the old secret signs too, 0 to 30d (default: 24h)')
    .addHelpText('after', EXAMPLES)
    .action(async (id: string, { overlap }: { overlap?: string }, command: Command) => {
      const session = openSession(world, command);
      const body: RotateSecretBody = { overlap };
      const request = { method: 'POST', path: path`/v1/subscriptions/${id}/rotate-secret`, body } as const;
      showSecret(session, await send(session, request, SubscriptionWithSecret));
    });
}
