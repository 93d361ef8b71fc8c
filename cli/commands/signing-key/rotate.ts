import type { Command } from 'commander';
import { type RotateSigningKeyBody, SigningKey } from '../../../src/contract/signing-keys.ts';
import { send } from '../../http/send.ts';
import { showOne } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { SIGNING_KEY_VIEW } from './view.ts';

const EXAMPLES = `
Examples:
  $ jeton signing-key rotate                        published now, signs in a day
  $ jeton signing-key rotate --signs-from now       when the key that signs has leaked`;

/** `jeton signing-key rotate`. */
export function addSigningKeyRotate(signingKey: Command, world: World): void {
  signingKey
    .command('rotate')
    .description('publish the next key; the one before stays published until its tokens end')
    .option('--signs-from <when>', 'now, 48h, 7d or RFC 3339, at most 30 days ahead (default: 24h)')
    .addHelpText('after', EXAMPLES)
    .action(async ({ signsFrom }: { signsFrom?: string }, command: Command) => {
      const session = openSession(world, command);
      const body: RotateSigningKeyBody = { signsFrom };
      const request = { method: 'POST', path: '/v1/signing-keys', body } as const;
      showOne(session, await send(session, request, SigningKey), SIGNING_KEY_VIEW);
    });
}
