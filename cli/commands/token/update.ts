import { type Command, Option } from 'commander';
import { type PatchTokenBody, Token } from '../../../src/contract/tokens.ts';
import { usageFailure } from '../../failure.ts';
import { path } from '../../http/address.ts';
import { send } from '../../http/send.ts';
import { type GrantOptions, grants, joinGrants, namespaceGrants } from '../../options/grants.ts';
import { orNull } from '../../options/or-null.ts';
import { words } from '../../options/words.ts';
import { showOne } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { TOKEN_VIEW } from './view.ts';

/** `false` is what a `--no-…` leaves. */
type UpdateOptions = GrantOptions & {
  name?: string;
  description?: string | false;
  grants: boolean;
  client?: string[];
  anyClient?: boolean;
  allowIp?: string[] | false;
  allowOrigin?: string[] | false;
  notBefore?: string | false;
  dpopKey?: string | false;
};

const EXAMPLES = `
Examples:
  $ jeton token update tok_0a1b2c3d4e5 --name marketing-reader
  $ jeton token update tok_0a1b2c3d4e5 --namespace marketing+r,web+r     these grants and no others
  $ jeton token update tok_0a1b2c3d4e5 --client billing                  good only where this client proves itself
  $ jeton token update tok_0a1b2c3d4e5 --no-allow-ip                     from everywhere again`;

/** `jeton token update ID`: changes what may be changed of a token. */
export function addTokenUpdate(token: Command, world: World): void {
  token
    .command('update <id>')
    .description('change a token; its type, projects, environments and end never change')
    .option('--name <name>', 'new name')
    .option('--description <text>', 'new description')
    .option('--no-description', 'take the description away')
    .option('--namespace <name+rwd>', 'replace the whole list of grants; repeatable', namespaceGrants)
    .option('--grant <resource:name:actions>', 'replace the whole list of grants; repeatable', grants)
    .option('--no-grants', 'take every grant away')
    .option('--client <id>', 'replace the clients that it is locked to; repeatable', words)
    .addOption(new Option('--any-client', 'lock it to no client').conflicts('client'))
    .option('--allow-ip <cidr>', 'replace the allowed addresses; repeatable', words)
    .option('--no-allow-ip', 'from every address')
    .option('--allow-origin <origin>', 'replace the allowed origins; repeatable', words)
    .option('--no-allow-origin', 'no list of allowed origins')
    .option('--not-before <when>', 'not valid before this time, RFC 3339')
    .option('--no-not-before', 'valid from now on')
    .option('--dpop-key <thumbprint>', 'good only with proofs of this key (DPoP): its RFC 7638 thumbprint')
    .option('--no-dpop-key', 'good without a proof')
    .addHelpText('after', EXAMPLES)
    .action(async (id: string, options: UpdateOptions, command: Command) => {
      const body = bodyOf(options);
      const session = openSession(world, command);
      showOne(session, await send(session, { method: 'PATCH', path: path`/v1/tokens/${id}`, body }, Token), TOKEN_VIEW);
    });
}

function bodyOf(options: UpdateOptions): PatchTokenBody {
  const given = joinGrants(options);
  if (given !== undefined && !options.grants) throw usageFailure('--no-grants cannot stand beside grants');
  const body: PatchTokenBody = {
    name: options.name,
    description: orNull(options.description),
    grants: options.grants ? given : [],
    clients: options.anyClient ? null : options.client,
    allowedIps: orNull(options.allowIp),
    allowedOrigins: orNull(options.allowOrigin),
    notBefore: orNull(options.notBefore),
    dpopKey: orNull(options.dpopKey),
  };
  if (Object.values(body).every((value) => value === undefined)) {
    throw usageFailure('nothing to change', 'name what is to change; see jeton token update --help.');
  }
  return body;
}
