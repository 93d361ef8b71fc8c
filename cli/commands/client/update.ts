import type { Command } from 'commander';
import { Client, type PatchClientBody } from '../../../src/contract/clients.ts';
import { usageFailure } from '../../failure.ts';
import { path } from '../../http/address.ts';
import { send } from '../../http/send.ts';
import { fingerprints } from '../../options/fingerprints.ts';
import { orNull } from '../../options/or-null.ts';
import { words } from '../../options/words.ts';
import { showOne } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { CLIENT_VIEW } from './view.ts';

/** `false` is what a `--no-…` leaves. */
type UpdateOptions = {
  name?: string;
  group?: string | false;
  certificate?: string[] | false;
  ip?: string[] | false;
};

const EXAMPLES = `
Examples:
  $ jeton client update billing --ip 192.0.2.0/24,2001:db8::/32     these addresses and no others
  $ jeton client update billing --no-group`;

/** `jeton client update ID`. */
export function addClientUpdate(client: Command, world: World): void {
  client
    .command('update <id>')
    .description('change a client, and how requests prove that they come from it')
    .option('--name <name>', 'new name')
    .option('--certificate <sha256>', 'replace the fingerprints of its certificates; repeatable', fingerprints)
    .option('--no-certificate', 'no certificate proves it')
    .option('--ip <cidr>', 'replace its addresses; repeatable', words)
    .option('--no-ip', 'no address proves it')
    .option('--group <id>', 'only people of this group may lock tokens to it')
    .option('--no-group', 'no group guards it')
    .addHelpText('after', EXAMPLES)
    .action(async (id: string, options: UpdateOptions, command: Command) => {
      const body = bodyOf(options);
      const session = openSession(world, command);
      const request = { method: 'PATCH', path: path`/v1/clients/${id}`, body } as const;
      showOne(session, await send(session, request, Client), CLIENT_VIEW);
    });
}

function bodyOf({ name, group, certificate, ip }: UpdateOptions): PatchClientBody {
  const body: PatchClientBody = {
    name,
    group: orNull(group),
    certificates: certificate === false ? [] : certificate,
    allowedIps: ip === false ? [] : ip,
  };
  if (Object.values(body).every((value) => value === undefined)) {
    throw usageFailure('nothing to change', 'name what is to change; see jeton client update --help.');
  }
  return body;
}
