import { type Command, Option } from 'commander';
import {
  AcceptedRequest,
  ADDITIONAL_CDNS,
  type AdditionalCdn,
  AUTHENTICATION_METHODS,
  type AuthenticationMethod,
  type CreateAccessKeyBody,
  SECURITY_NETWORKS,
  type SecurityNetwork,
} from '../../../src/contract/access-keys.ts';
import { send } from '../../http/send.ts';
import { readCloudSecret } from '../../input/cloud-secret.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { showAccepted } from './wait-for-request.ts';

type CreateOptions = {
  project: string;
  method: AuthenticationMethod;
  network: SecurityNetwork;
  cdn?: AdditionalCdn;
  note?: string;
  cloudKeyId: string;
  cloudSecretFile?: string;
  wait?: boolean;
};

const EXAMPLES = `
The secret access key of the cloud is typed unseen, or read from standard input or --cloud-secret-file: never from the
command line. It is sealed on arrival, and nothing tells it again. Without --wait, --quiet prints the id of the request,
with it the uid of the key. Exit code with --wait: 0 when the key is active, 1 when the request failed.

Examples:
  $ jeton access-key create photos --project web --cloud-key-id AKIAIOSFODNN7EXAMPLE --wait
  $ KEY=$(jeton access-key create photos --project web --method GOOG4_HMAC_SHA256 --cloud-key-id GOOG1EXAMPLE \\
      --cloud-secret-file secret.txt --wait --quiet)`;

/** `jeton access-key create NAME`: keeps the key of a cloud, sealed, as version 1 of a new access key. */
export function addAccessKeyCreate(accessKey: Command, world: World): void {
  accessKey
    .command('create <name>')
    .description('keep the key of a cloud, sealed, for properties to sign with')
    .requiredOption('--project <id>', 'the project that it is for')
    .requiredOption('--cloud-key-id <id>', 'the access key id that the cloud gave')
    .option('--cloud-secret-file <file>', 'a file that holds its secret access key; - is standard input')
    .addOption(
      new Option('--method <method>', 'how it signs: for AWS S3, or Google Cloud Storage')
        .choices(AUTHENTICATION_METHODS)
        .default('AWS4_HMAC_SHA256'),
    )
    .addOption(
      new Option('--network <network>', 'ENHANCED_TLS: only for properties that are marked enhancedTls')
        .choices(SECURITY_NETWORKS)
        .default('STANDARD_TLS'),
    )
    .addOption(new Option('--cdn <cdn>', 'an additional network, kept with the key').choices(ADDITIONAL_CDNS))
    .option('--note <text>', 'what it is for, in a few words')
    .option('--wait', 'until it is active, or has failed')
    .addHelpText('after', EXAMPLES)
    .action(async (name: string, options: CreateOptions, command: Command) => {
      const session = openSession(world, command);
      const body = bodyOf(name, options, await readCloudSecret(world, options.cloudSecretFile));
      const accepted = await send(session, { method: 'POST', path: '/v1/access-keys', body }, AcceptedRequest);
      await showAccepted(session, accepted, options.wait, ({ accessKeyVersion }) => accessKeyVersion?.accessKeyUid);
    });
}

function bodyOf(name: string, options: CreateOptions, cloudSecretAccessKey: string): CreateAccessKeyBody {
  return {
    accessKeyName: name,
    authenticationMethod: options.method,
    project: options.project,
    credentials: { cloudAccessKeyId: options.cloudKeyId, cloudSecretAccessKey },
    networkConfiguration: { securityNetwork: options.network, additionalCdn: options.cdn },
    note: options.note,
  };
}
