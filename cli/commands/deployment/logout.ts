import type { Command } from 'commander';
import { SelfToken } from '../../../src/contract/tokens.ts';
import { usageFailure } from '../../failure.ts';
import { Refusal } from '../../http/refusal.ts';
import { send, sendForText } from '../../http/send.ts';
import { showDone } from '../../output/show.ts';
import { updateProfile } from '../../profile/save.ts';
import { openSession, type Session } from '../../session.ts';
import type { World } from '../../world.ts';

/** `jeton logout`: ends the token of a sign-in, and forgets it. */
export function addLogout(program: Command, world: World): void {
  program
    .command('logout')
    .description('revoke the token that login brought, and take it out of the profile')
    .addHelpText('after', '\nExample:\n  $ jeton logout --profile production')
    .action(async (_options: unknown, command: Command) => {
      const session = openSession(world, command);
      const raw = await endToken(session);
      const home = session.tokenHome;
      if (home !== null) updateProfile(world, home.file, home.name, ({ url }) => ({ url }));
      const ended = raw === null ? 'the token had ended before' : 'revoked';
      showDone(session, raw ?? '', home === null ? ended : `${ended}; taken out of the profile "${home.name}"`);
    });
}

/** What the server said; null when the token was no longer good. Tokens of other types are not from a sign-in. */
async function endToken(session: Session): Promise<string | null> {
  const path = '/v1/tokens/self';
  try {
    const { type } = (await send(session, { method: 'GET', path }, SelfToken)).value;
    if (type === 'personal') return await sendForText(session, { method: 'DELETE', path });
    throw usageFailure(
      `the token in use is of type ${type}, not one that login brought`,
      'to end it for good all the same: jeton token self-revoke',
    );
  } catch (error) {
    if (error instanceof Refusal && error.status === 401) return null;
    throw error;
  }
}
