import { type Command, Option } from 'commander';
import { type CreateTrustedIssuerBody, TrustedIssuer } from '../../../src/contract/trusted-issuers.ts';
import { usageFailure } from '../../failure.ts';
import { send } from '../../http/send.ts';
import { claims } from '../../options/claims.ts';
import { type GrantOptions, grants, joinGrants, namespaceGrants } from '../../options/grants.ts';
import { wholeNumber } from '../../options/whole-number.ts';
import { words } from '../../options/words.ts';
import { showOne } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { type JobOptions, jobsOf } from './jobs.ts';
import { TRUST_VIEW } from './view.ts';

type CreateOptions = GrantOptions &
  JobOptions & {
    audience?: string;
    project?: string;
    environment?: string[];
    tokenAudience?: string[];
    tokenMinutes?: number;
  };

const EXAMPLES = `
In a claim's pattern, * stands for one part between / and :, or for the end of the last one; ** at the end for all that follows.

Examples:
  $ jeton trust create shop --github acme/shop --branch main --project web --environment production --namespace marketing+r
  $ jeton trust create shop --gitlab acme/shop --tag 'v*' --project web --environment production --namespace marketing+rw
  $ jeton trust create ours --issuer https://ci.example.com --claim sub=job:shop:deploy --project web \\
      --environment staging --grant bucket:photos:read,list --token-minutes 10`;

/** `jeton trust create NAME`: lets the jobs of a CI exchange the tokens that they are given for ours. */
export function addTrustCreate(trust: Command, world: World): void {
  trust
    .command('create <name>')
    .description('let the jobs of a CI, or whoever an OpenID issuer vouches for, exchange their tokens')
    .option('--github <owner/repository>', 'the jobs of a repository at GitHub')
    .addOption(new Option('--gitlab <group/project>', 'the jobs of a project at GitLab').conflicts('github'))
    .option(
      '--issuer <url>',
      'any issuer, as its tokens name it; with --github or --gitlab: your own instead of theirs',
    )
    .option('--branch <name>', 'only jobs of this branch')
    .addOption(new Option('--tag <name>', 'only jobs of this tag').conflicts('branch'))
    .option('--ci-environment <name>', 'only jobs of this environment of the CI')
    .option('--any-ref', 'jobs of every branch and tag: whoever may push')
    .option('--claim <name=pattern>', 'what else a token must say; repeatable, the same claim for alternatives', claims)
    .option('--audience <name>', 'what its tokens must be for; the address of this deployment without it')
    .requiredOption('--project <id>', 'the project that its tokens are exchanged for')
    .requiredOption('--environment <id>', 'environment, repeatable or a comma list', words)
    .option('--namespace <name+rwd>', 'namespace and what may be done there: marketing+r; repeatable', namespaceGrants)
    .option('--grant <resource:name:actions>', 'any other permission: bucket:photos:read,list; repeatable', grants)
    .option('--token-audience <name>', 'whom the new tokens are for, repeatable or a comma list', words)
    .option('--token-minutes <n>', 'how long they live; as long as the deployment allows without it', wholeNumber)
    .addHelpText('after', EXAMPLES)
    .action(async (name: string, options: CreateOptions, command: Command) => {
      const jobs = jobsOf(options);
      const session = openSession(world, command);
      const audience = options.audience ?? session.url;
      const body = { name, ...jobs, audience, ...givenOf(options) };
      const request = { method: 'POST', path: '/v1/trusted-issuers', body } as const;
      showOne(session, await send(session, request, TrustedIssuer), TRUST_VIEW);
    });
}

type Given = Omit<CreateTrustedIssuerBody, 'name' | 'issuer' | 'claims' | 'audience'>;

function givenOf(options: CreateOptions): Given {
  const held = joinGrants(options);
  if (held === undefined) throw usageFailure('nothing says what its tokens may do', 'give --namespace or --grant.');
  const { project = '', environment: environments = [], tokenAudience, tokenMinutes } = options;
  return { project, environments, grants: held, tokenAudience, tokenMinutes };
}
