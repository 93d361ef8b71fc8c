import type { Command } from 'commander';
import type { Query } from '../../http/call.ts';

export type FilterOptions = {
  actor?: string;
  action?: string;
  target?: string;
  project?: string;
  since?: string;
  until?: string;
};

/** Adds the flags that choose events. */
export function withFilter(command: Command): Command {
  return command
    .option('--actor <id>', 'only what this person or token did: usr_…, tok_…, setup or sweep')
    .option('--action <name>', 'only this: token.created, token.revoked, …')
    .option('--target <id>', 'only what was done to this')
    .option('--project <id>', 'only in this project')
    .option('--since <time>', 'from this time on: 2026-12-31T08:00:00Z, or a day')
    .option('--until <time>', 'before this time, or this day');
}

/** The flags as the server takes them. */
export function filterOf({ actor, action, target, project, since, until }: FilterOptions): Query {
  return { actor, action, target, project, since, until };
}
