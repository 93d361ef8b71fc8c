import { type Command, Option } from 'commander';
import { type PatchTrustedIssuerBody, TrustedIssuer } from '../../../src/contract/trusted-issuers.ts';
import { usageFailure } from '../../failure.ts';
import { path } from '../../http/address.ts';
import { send } from '../../http/send.ts';
import { claims } from '../../options/claims.ts';
import { type GrantOptions, grants, joinGrants, namespaceGrants } from '../../options/grants.ts';
import { orNull } from '../../options/or-null.ts';
import { wholeNumber } from '../../options/whole-number.ts';
import { words } from '../../options/words.ts';
import { showOne } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { TRUST_VIEW } from './view.ts';

/** `false` is what a `--no-…` leaves. */
type UpdateOptions = GrantOptions & {
  name?: string;
  claim?: Record<string, string[]>;
  audience?: string;
  environment?: string[];
  tokenAudience?: string[] | false;
  tokenMinutes?: number;
  enable?: boolean;
  disable?: boolean;
};

const EXAMPLES = `
Whatever is changed, the tokens that it gave end. Its issuer and its project never change: create another.

Examples:
  $ jeton trust update tru_0000000001a --claim repository=acme/shop --claim ref=refs/heads/main    these claims and no others
  $ jeton trust update tru_0000000001a --namespace marketing+r
  $ jeton trust update tru_0000000001a --disable`;

/** `jeton trust update ID`: whom it lets in, what it gives, whether it rests. */
export function addTrustUpdate(trust: Command, world: World): void {
  trust
    .command('update <id>')
    .description('change whom it lets in and what it gives, or let it rest; the tokens that it gave end')
    .option('--name <name>', 'new name')
    .option('--claim <name=pattern>', 'replace all that its tokens must say; repeatable', claims)
    .option('--audience <name>', 'what its tokens must be for')
    .option('--environment <id>', 'replace the environments; repeatable', words)
    .option('--namespace <name+rwd>', 'replace the whole list of grants; repeatable', namespaceGrants)
    .option('--grant <resource:name:actions>', 'replace the whole list of grants; repeatable', grants)
    .option('--token-audience <name>', 'replace whom the new tokens are for; repeatable', words)
    .option('--no-token-audience', 'for whom is asked for, else for this deployment')
    .option('--token-minutes <n>', 'how long the new tokens live', wholeNumber)
    .option('--enable', 'let it give tokens again')
    .addOption(new Option('--disable', 'let it give none for now').conflicts('enable'))
    .addHelpText('after', EXAMPLES)
    .action(async (id: string, options: UpdateOptions, command: Command) => {
      const body = bodyOf(options);
      const session = openSession(world, command);
      const request = { method: 'PATCH', path: path`/v1/trusted-issuers/${id}`, body } as const;
      showOne(session, await send(session, request, TrustedIssuer), TRUST_VIEW);
    });
}

function bodyOf(options: UpdateOptions): PatchTrustedIssuerBody {
  const body: PatchTrustedIssuerBody = {
    name: options.name,
    claims: options.claim,
    audience: options.audience,
    environments: options.environment,
    grants: joinGrants(options),
    tokenAudience: orNull(options.tokenAudience),
    tokenMinutes: options.tokenMinutes,
    enabled: options.enable ?? (options.disable ? false : undefined),
  };
  if (Object.values(body).every((value) => value === undefined)) {
    throw usageFailure('nothing to change', 'name what is to change; see jeton trust update --help.');
  }
  return body;
}
