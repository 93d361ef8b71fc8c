import type { Command } from 'commander';
import { say } from '../../output/show.ts';
import { unknownProfile } from '../../profile/choose.ts';
import { findConfigFile, readConfig, writeConfig } from '../../profile/file.ts';
import { outputOf } from '../../session.ts';
import type { World } from '../../world.ts';

/** `jeton profile remove NAME`: forgets a profile; its token goes on working. */
export function addProfileRemove(profile: Command, world: World): void {
  profile
    .command('remove <name>')
    .description('forget a profile; its token is not revoked')
    .addHelpText('after', '\nExample:\n  $ jeton token self-revoke --profile old && jeton profile remove old')
    .action((name: string, _options: unknown, command: Command) => {
      const file = findConfigFile(world);
      const profiles = new Map(Object.entries(readConfig(world, file).profiles));
      if (!profiles.delete(name)) throw unknownProfile(world, file, name);
      writeConfig(file, { profiles: Object.fromEntries(profiles) });
      say(outputOf(world, command), `the profile "${name}" is no longer in ${file}`);
    });
}
