import type { Command } from 'commander';
import { type PatchUserBody, User } from '../../../src/contract/people.ts';
import { path } from '../../http/address.ts';
import { send } from '../../http/send.ts';
import { showOne } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { findUser } from './find.ts';
import { USER_VIEW } from './view.ts';

const SWITCHES = {
  disable: { enabled: false, description: 'stop a person and every token that is theirs, for now' },
  enable: { enabled: true, description: 'let a disabled person and their tokens work again' },
} as const;

/** `jeton user disable USER` and `jeton user enable USER`. */
export function addUserSwitches(user: Command, world: World): void {
  for (const [verb, { enabled, description }] of Object.entries(SWITCHES)) {
    user
      .command(`${verb} <user>`)
      .description(description)
      .addHelpText('after', `\nExample:\n  $ jeton user ${verb} ada@example.com`)
      .action(async (who: string, _options: unknown, command: Command) => {
        const session = openSession(world, command);
        const body: PatchUserBody = { enabled };
        const request = { method: 'PATCH', path: path`/v1/users/${await findUser(session, who)}`, body } as const;
        showOne(session, await send(session, request, User), USER_VIEW);
      });
  }
}
