import type { Command } from 'commander';
import { Client, type CreateClientBody } from '../../../src/contract/clients.ts';
import { send } from '../../http/send.ts';
import { fingerprints } from '../../options/fingerprints.ts';
import { words } from '../../options/words.ts';
import { say, showOne } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { CLIENT_VIEW } from './view.ts';

type CreateOptions = { name?: string; group?: string; certificate?: string[]; ip?: string[] };

const EXAMPLES = `
A request comes from the client when it proves all that is given: a certificate of the list, and an address of the list.

Examples:
  $ jeton client create billing --name Billing --ip 192.0.2.0/24
  $ jeton client create batch --certificate "$(openssl x509 -in batch.pem -noout -fingerprint -sha256 | cut -d= -f2)"`;

/** `jeton client create ID`. */
export function addClientCreate(client: Command, world: World): void {
  client
    .command('create <id>')
    .description('register a client, and how requests prove that they come from it')
    .option('--name <name>', 'a name for people (default: the id)')
    .option('--certificate <sha256>', 'fingerprint of a client certificate, repeatable or a comma list', fingerprints)
    .option('--ip <cidr>', 'address or block that it calls from, repeatable or a comma list', words)
    .option('--group <id>', 'only people of this group may lock tokens to it')
    .addHelpText('after', EXAMPLES)
    .action(async (id: string, { name = id, group, certificate, ip }: CreateOptions, command: Command) => {
      const session = openSession(world, command);
      const body: CreateClientBody = { id, name, group, certificates: certificate, allowedIps: ip };
      showOne(session, await send(session, { method: 'POST', path: '/v1/clients', body }, Client), CLIENT_VIEW);
      if (certificate === undefined && ip === undefined) {
        say(session, 'Nothing proves this client yet: tokens locked to it are refused until something does.');
      }
    });
}
