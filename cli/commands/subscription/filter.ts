import { type Command, Option } from 'commander';
import type { SubscriptionFilter } from '../../../src/contract/notices.ts';
import { TOKEN_TYPES, type TokenType } from '../../../src/contract/token-types.ts';

export type FilterOptions = { project?: string; namespace?: string; type?: TokenType; owner?: string };

/** Adds the flags that say which tokens a subscription hears of. */
export function withFilter(command: Command): Command {
  return command
    .option('--project <id>', 'only tokens that apply to this project')
    .option('--namespace <name>', 'only tokens with a grant for this namespace')
    .addOption(new Option('--type <type>', 'only tokens of this type').choices(TOKEN_TYPES))
    .option('--owner <id>', 'only tokens of this person: usr_…');
}

/** The filter that was given; undefined where none was. */
export function filterOf({ project, namespace, type, owner }: FilterOptions): SubscriptionFilter | undefined {
  const filter = { project, namespace, type, owner };
  return Object.values(filter).every((value) => value === undefined) ? undefined : filter;
}
