import { type Command, Option } from 'commander';
import type { Grant } from '../../../src/contract/grants.ts';
import { type CreateTokenBody, TokenWithSecret } from '../../../src/contract/tokens.ts';
import { usageFailure } from '../../failure.ts';
import { send } from '../../http/send.ts';
import { bucketGrants } from '../../options/buckets.ts';
import { grants } from '../../options/grants.ts';
import { words } from '../../options/words.ts';
import { openSession, outputOf } from '../../session.ts';
import type { World } from '../../world.ts';
import { readPair } from './read-pair.ts';
import { checkSection, type SectionOptions, showSection } from './section.ts';

type CredentialsOptions = SectionOptions & {
  type: 'access' | 'client';
  project?: string;
  environment?: string[];
  bucket?: Grant[];
  grant?: Grant[];
  expires?: string;
  client?: string[];
  allowIp?: string[];
  description?: string;
  from?: string;
};

const EXAMPLES = `
Makes a token that signs S3 requests and does nothing else, and prints its key pair, once, as a section of
~/.aws/credentials. With --config a section of ~/.aws/config, with all in it. With --quiet the secret access key alone.

Examples:
  $ jeton s3 credentials photos --project web --environment production --bucket assets+r >> ~/.aws/credentials
  $ jeton s3 credentials uploads --project web --environment production --bucket 'assets/in/*+rw' --expires 30d \\
      --endpoint https://s3.example.com --config >> ~/.aws/config
  $ jeton token refresh tok_0a1b2c3d4e5 --overlap 24h --json | jeton s3 credentials photos --from -`;

/** `jeton s3 credentials NAME`: S3 credentials as the tools of AWS take them. */
export function addS3Credentials(s3: Command, world: World): void {
  s3.command('credentials <name>')
    .description('make a token that signs S3 requests, and print it as the tools of AWS take it')
    .option('--project <id>', 'the project of the property')
    .option('--environment <id>', 'environment, repeatable or a comma list', words)
    .option(
      '--bucket <name+rwd>',
      "bucket or prefix, and what may be done there: 'assets/in/*+rw'; repeatable",
      bucketGrants,
    )
    .option('--grant <resource:name:actions>', 'what the letters do not say: bucket:assets:manage; repeatable', grants)
    .option('--expires <when>', '2026-12-31 (to the end of that day, UTC), RFC 3339, 30d, 24h, +30 (days) or never')
    .addOption(new Option('--type <type>', 'what the token is for').choices(['access', 'client']).default('access'))
    .option('--client <id>', 'good only for requests from this client, repeatable or a comma list', words)
    .option('--allow-ip <cidr>', 'only from this address or block, repeatable', words)
    .option('--description <text>', 'what it is for, in a few words')
    .option('--from <file>', 'no new token: the JSON that a create, refresh or redeem answered; - is standard input')
    .option('--section <name>', 'what the section is called (default: the name)')
    .option('--endpoint <url>', 'where the property answers: https://s3.example.com')
    .option('--region <region>', 'the region that requests are signed for; the gateway takes any', 'us-east-1')
    .option('--config', 'a section of ~/.aws/config, instead of ~/.aws/credentials')
    .addHelpText('after', EXAMPLES)
    .action(async (name: string, options: CredentialsOptions, command: Command) => {
      const section = checkSection(options.section ?? name, options);
      if (options.from !== undefined) {
        showSection(outputOf(world, command), await readPair(world, options.from), section, options);
        return;
      }
      const body = bodyOf(name, options);
      const session = openSession(world, command);
      const answer = await send(session, { method: 'POST', path: '/v1/tokens', body }, TokenWithSecret);
      showSection(session, answer, section, options);
    });
}

function bodyOf(name: string, options: CredentialsOptions): CreateTokenBody {
  const held = [...(options.bucket ?? []), ...(options.grant ?? [])];
  if (held.length === 0) throw usageFailure('nothing says what the credentials may do', 'give --bucket or --grant.');
  if (options.project === undefined) throw usageFailure('nothing says of which project they are', 'give --project.');
  return {
    type: options.type,
    name,
    description: options.description,
    project: options.project,
    environments: options.environment,
    grants: held,
    clients: options.client,
    allowedIps: options.allowIp,
    expires: options.expires,
    s3: true,
  };
}
