import type { Command } from 'commander';
import { Settings } from '../../../src/contract/settings.ts';
import { send } from '../../http/send.ts';
import { showOne } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { SETTINGS_VIEW } from './view.ts';

/** `jeton settings show`: what the deployment allows and keeps. */
export function addSettingsShow(settings: Command, world: World): void {
  settings
    .command('show')
    .description('lives of tokens, limits, retention, as they count; --quiet prints the version')
    .addHelpText('after', '\nExample:\n  $ jeton settings show --json')
    .action(async (_options: unknown, command: Command) => {
      const session = openSession(world, command);
      showOne(session, await send(session, { method: 'GET', path: '/v1/settings' }, Settings), SETTINGS_VIEW);
    });
}
