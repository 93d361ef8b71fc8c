import type { Command } from 'commander';
import { Token } from '../../../src/contract/tokens.ts';
import { path } from '../../http/address.ts';
import { send } from '../../http/send.ts';
import { showOne } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { TOKEN_VIEW } from './view.ts';

const SWITCHES = {
  disable: 'stop a token for now; a secret in overlap ends for good',
  enable: 'let a disabled token work again',
} as const;

/** `jeton token disable ID` and `jeton token enable ID`. */
export function addTokenSwitches(token: Command, world: World): void {
  for (const [verb, description] of Object.entries(SWITCHES)) {
    token
      .command(`${verb} <id>`)
      .description(description)
      .addHelpText('after', `\nExample:\n  $ jeton token ${verb} tok_0a1b2c3d4e5`)
      .action(async (id: string, _options: unknown, command: Command) => {
        const session = openSession(world, command);
        const request = { method: 'POST', path: path`/v1/tokens/${id}/${verb}` } as const;
        showOne(session, await send(session, request, Token), TOKEN_VIEW);
      });
  }
}
