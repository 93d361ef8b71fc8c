import type { Command } from 'commander';
import { showOne } from '../../output/show.ts';
import { DEFAULT_PROFILE, unknownProfile } from '../../profile/choose.ts';
import { findConfigFile, readConfig } from '../../profile/file.ts';
import { type Globals, outputOf } from '../../session.ts';
import type { World } from '../../world.ts';
import { PROFILE_VIEW, seen } from './view.ts';

/** `jeton profile show [NAME]`. */
export function addProfileShow(profile: Command, world: World): void {
  profile
    .command('show [name]')
    .description('one profile, without its token')
    .addHelpText('after', '\nExample:\n  $ jeton profile show production')
    .action((name: string | undefined, _options: unknown, command: Command) => {
      const wanted = name ?? (command.optsWithGlobals<Globals>().profile || DEFAULT_PROFILE);
      const file = findConfigFile(world);
      const entry = new Map(Object.entries(readConfig(world, file).profiles)).get(wanted);
      if (entry === undefined) throw unknownProfile(world, file, wanted);
      const value = seen(wanted, entry, file);
      showOne(outputOf(world, command), { raw: JSON.stringify(value), value }, PROFILE_VIEW);
    });
}
