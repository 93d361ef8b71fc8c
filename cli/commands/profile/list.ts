import type { Command } from 'commander';
import { say, showPage } from '../../output/show.ts';
import { findConfigFile, readConfig } from '../../profile/file.ts';
import { outputOf } from '../../session.ts';
import type { World } from '../../world.ts';
import { PROFILE_VIEW, seen } from './view.ts';

/** `jeton profile list`. */
export function addProfileList(profile: Command, world: World): void {
  profile
    .command('list')
    .description('the profiles in the file in use')
    .addHelpText('after', '\nExample:\n  $ jeton profile list')
    .action((_options: unknown, command: Command) => {
      const output = outputOf(world, command);
      const file = findConfigFile(world);
      const profiles = Object.entries(readConfig(world, file).profiles);
      const items = profiles.map(([name, entry]) => seen(name, entry, file));
      const page = { items, total: items.length, nextCursor: null };
      showPage(output, { raw: JSON.stringify(page), value: page }, PROFILE_VIEW);
      say(output, `file: ${file}`);
    });
}
