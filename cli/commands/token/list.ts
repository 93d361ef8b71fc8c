import { type Command, Option } from 'commander';
import { TOKEN_SORTS, TOKEN_STATUSES, TOKEN_TYPES } from '../../../src/contract/token-types.ts';
import { TokenList } from '../../../src/contract/tokens.ts';
import { readPages } from '../../http/pages.ts';
import { type PagingOptions, withPaging } from '../../options/paging.ts';
import { showPage } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { findUserIfGiven } from '../user/find.ts';
import { TOKEN_VIEW } from './view.ts';

type ListOptions = PagingOptions & {
  search?: string;
  type?: string;
  project?: string;
  environment?: string;
  namespace?: string;
  owner?: string;
  status?: string;
  expiring?: string;
  unused?: true;
  overlapping?: true;
  sort?: string;
};

const LARGEST_LIMIT = 200;
const EXAMPLES = `
Examples:
  $ jeton token list --project marketing --environment production
  $ jeton token list --expiring 30d --sort expires
  $ jeton token list --unused --project web
  $ jeton token list --all --quiet            ids alone, one a line
  $ jeton token list --status revoked --json`;

/** `jeton token list`: the tokens that the caller may see. */
export function addTokenList(token: Command, world: World): void {
  withPaging(
    token
      .command('list')
      .description('the tokens that you may see; ended ones only when --status asks for them')
      .option('--search <text>', 'part of a name, description or owner; 3 characters or more')
      .addOption(new Option('--type <type>', 'only this type').choices(TOKEN_TYPES))
      .option('--project <id>', 'only this project')
      .option('--environment <id>', 'only this environment')
      .option('--namespace <name>', 'only tokens with a grant for this namespace')
      .option('--owner <user>', 'only tokens of this person: usr_… or a mail address')
      .addOption(new Option('--status <status>', 'only this status').choices(TOKEN_STATUSES))
      .option('--expiring <when>', 'only tokens that end before: 30d, 2026-12-31, …')
      .option('--unused', 'only tokens that were never used')
      .option('--overlapping', 'only refreshed tokens whose old secret still works')
      .addOption(new Option('--sort <order>', 'a - in front turns the order round').choices(TOKEN_SORTS)),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (options: ListOptions, command: Command) => {
      const session = openSession(world, command);
      const { search: q, type, project, environment, namespace, owner, status, expiring, sort } = options;
      const of = await findUserIfGiven(session, owner);
      const flags = { unused: options.unused && 'true', overlapping: options.overlapping && 'true' };
      const filter = { q, type, project, environment, namespace, owner: of, status, expiringBefore: expiring };
      const query = { ...filter, ...flags, sort };
      const request = { path: '/v1/tokens', query, largestLimit: LARGEST_LIMIT };
      showPage(session, await readPages(session, request, options, TokenList), TOKEN_VIEW);
    });
}
