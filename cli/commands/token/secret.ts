import type { Command } from 'commander';
import { Secret } from '../../../src/contract/tokens.ts';
import { path } from '../../http/address.ts';
import { send } from '../../http/send.ts';
import { print } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { renderSecret } from './show-secret.ts';

/** `jeton token secret ID`: the secret of a token that was made retrievable. */
export function addTokenSecret(token: Command, world: World): void {
  token
    .command('secret <id>')
    .description('show the secret of a token that was made with --retrievable; this is audited')
    .addHelpText('after', '\nExample:\n  $ SECRET=$(jeton token secret tok_0a1b2c3d4e5)')
    .action(async (id: string, _options: unknown, command: Command) => {
      const session = openSession(world, command);
      const answer = await send(session, { method: 'GET', path: path`/v1/tokens/${id}/secret` }, Secret);
      const { secret } = answer.value;
      print(session, session.json ? answer.raw : session.quiet ? secret : renderSecret(answer.value));
    });
}
