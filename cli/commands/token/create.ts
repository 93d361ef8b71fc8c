import { type Command, Option } from 'commander';
import { TOKEN_FORMATS, TOKEN_TYPES, type TokenFormat, type TokenType } from '../../../src/contract/token-types.ts';
import { type CreateTokenBody, TokenWithSecret } from '../../../src/contract/tokens.ts';
import { type OnceOptions, sendOnce, withIdempotencyKey } from '../../http/send-once.ts';
import { type GrantOptions, grants, joinGrants, namespaceGrants } from '../../options/grants.ts';
import { words } from '../../options/words.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { findUserIfGiven } from '../user/find.ts';
import { showSecret } from './show-secret.ts';

type CreateOptions = GrantOptions &
  OnceOptions & {
    type: TokenType;
    project?: string[];
    environment?: string[];
    expires?: string;
    notBefore?: string;
    client?: string[];
    allowIp?: string[];
    allowOrigin?: string[];
    format?: TokenFormat;
    audience?: string[];
    dpopKey?: string;
    description?: string;
    owner?: string | undefined;
    retrievable?: boolean;
    s3?: boolean;
  };

/** A `master` token is made with a membership. */
const MADE_BY_HAND = TOKEN_TYPES.filter((type) => type !== 'master');
const EXAMPLES = `
Examples:
  $ jeton token create mkt --project marketing --environment production --namespace marketing+r --expires 2026-12-31
  $ jeton token create ci --project web --environment staging,production --namespace web+rw --expires 30d --quiet
  $ jeton token create shop --type frontend --project web --environment production --namespace web+r \\
      --allow-origin https://shop.example.com
  $ jeton token create orders --project web --environment production --namespace web+r --expires 1h \\
      --format jwt --audience https://orders.example.com
  $ jeton token create photos --project web --environment production --grant bucket:photos:read,list
  $ jeton token create uploads --s3 --project web --environment production --grant 'bucket:photos/in/*:read,write'`;

/** `jeton token create NAME`: makes a token and shows its secret, once. */
export function addTokenCreate(token: Command, world: World): void {
  const create = token
    .command('create <name>')
    .description('make a token; its secret is shown once')
    .addOption(new Option('--type <type>', 'what the token is for').choices(MADE_BY_HAND).default('access'))
    .option('--project <id>', "project, repeatable or a comma list; '*' for all, present and future", words)
    .option('--environment <id>', 'environment, repeatable or a comma list', words)
    .option('--namespace <name+rwd>', 'namespace and what may be done there: marketing+r; repeatable', namespaceGrants)
    .option('--grant <resource:name:actions>', 'any other permission: bucket:photos:read,list; repeatable', grants)
    .option('--expires <when>', '2026-12-31 (to the end of that day, UTC), RFC 3339, 30d, 24h, +30 (days) or never')
    .option('--not-before <when>', 'not valid before this time, RFC 3339')
    .option('--client <id>', 'good only for requests from this client, repeatable or a comma list', words)
    .option('--allow-ip <cidr>', 'only from this address or block, repeatable', words)
    .option('--allow-origin <origin>', 'only from this browser origin, repeatable', words)
    .addOption(new Option('--format <format>', 'jwt: signed, so that others can check it').choices(TOKEN_FORMATS))
    .option('--audience <name>', 'who takes a signed token; repeatable or a comma list', words)
    .option('--dpop-key <thumbprint>', 'good only with proofs of this key (DPoP): its RFC 7638 thumbprint')
    .option('--description <text>', 'what it is for, in a few words')
    .option('--owner <user>', 'make it for another person: usr_… or a mail address')
    .option('--retrievable', 'keep the secret, sealed, so that it can be shown again')
    .option('--s3', 'signs S3 requests, and does nothing else: its secret is a key pair');
  withIdempotencyKey(create, 'creation')
    .addHelpText('after', EXAMPLES)
    .action(async (name: string, options: CreateOptions, command: Command) => {
      const session = openSession(world, command);
      const body = bodyOf(name, { ...options, owner: await findUserIfGiven(session, options.owner) });
      const request = { method: 'POST', path: '/v1/tokens', body } as const;
      showSecret(session, await sendOnce(session, request, TokenWithSecret, options));
    });
}

function bodyOf(name: string, options: CreateOptions): CreateTokenBody {
  const [project, ...others] = options.project ?? [];
  return {
    type: options.type,
    name,
    description: options.description,
    ...(others.length > 0 ? { projects: options.project } : { project }),
    environments: options.environment,
    grants: joinGrants(options),
    clients: options.client,
    allowedIps: options.allowIp,
    allowedOrigins: options.allowOrigin,
    notBefore: options.notBefore,
    expires: options.expires,
    format: options.format,
    audience: options.audience,
    dpopKey: options.dpopKey,
    retrievable: options.retrievable,
    s3: options.s3,
    owner: options.owner,
  };
}
