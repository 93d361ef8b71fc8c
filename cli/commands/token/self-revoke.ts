import { type Command, Option } from 'commander';
import { REVOCATION_REASONS } from '../../../src/contract/token-types.ts';
import { sendForText } from '../../http/send.ts';
import { showDone } from '../../output/show.ts';
import { updateProfile } from '../../profile/save.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';

/** `jeton token self-revoke`: ends the token in use, and forgets it. */
export function addTokenSelfRevoke(token: Command, world: World): void {
  token
    .command('self-revoke')
    .description('end the token in use for good, and take it out of the profile')
    .addOption(new Option('--reason <reason>', 'why').choices(REVOCATION_REASONS))
    .addHelpText('after', '\nExample:\n  $ jeton token self-revoke --profile laptop')
    .action(async ({ reason }: { reason?: string }, command: Command) => {
      const session = openSession(world, command);
      const raw = await sendForText(session, { method: 'DELETE', path: '/v1/tokens/self', query: { reason } });
      const home = session.tokenHome;
      if (home !== null) updateProfile(world, home.file, home.name, ({ url }) => ({ url }));
      showDone(session, raw, home === null ? 'revoked' : `revoked, and taken out of the profile "${home.name}"`);
    });
}
