import type { Command } from 'commander';
import { AcceptedRequest, type CreateAccessKeyVersionBody } from '../../../src/contract/access-keys.ts';
import { path } from '../../http/address.ts';
import { send } from '../../http/send.ts';
import { readCloudSecret } from '../../input/cloud-secret.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { showAccepted } from './wait-for-request.ts';

type AddOptions = { cloudKeyId: string; cloudSecretFile?: string; wait?: boolean };

const EXAMPLES = `
A key has two versions at most, and no other may be waiting to be active. The secret is read as by create. Without --wait,
--quiet prints the id of the request, with it the number of the version.

Examples:
  $ jeton access-key add-version key_0000000001a --cloud-key-id AKIAI44QH8DHBEXAMPLE --wait
  $ GUID=$(jeton access-key version key_0000000001a 2 --quiet)             what a property names`;

/** `jeton access-key add-version UID`: the key of the cloud that takes over. */
export function addAccessKeyAddVersion(accessKey: Command, world: World): void {
  accessKey
    .command('add-version <uid>')
    .description('give an access key its next version: other credentials of the same cloud')
    .requiredOption('--cloud-key-id <id>', 'the access key id that the cloud gave')
    .option('--cloud-secret-file <file>', 'a file that holds its secret access key; - is standard input')
    .option('--wait', 'until it is active, or has failed')
    .addHelpText('after', EXAMPLES)
    .action(async (uid: string, options: AddOptions, command: Command) => {
      const session = openSession(world, command);
      const body: CreateAccessKeyVersionBody = {
        cloudAccessKeyId: options.cloudKeyId,
        cloudSecretAccessKey: await readCloudSecret(world, options.cloudSecretFile),
      };
      const request = { method: 'POST', path: path`/v1/access-keys/${uid}/versions`, body } as const;
      const accepted = await send(session, request, AcceptedRequest);
      await showAccepted(session, accepted, options.wait, ({ accessKeyVersion }) =>
        accessKeyVersion?.version.toString(),
      );
    });
}
