import type { Command } from 'commander';
import { wholeNumber } from './whole-number.ts';

export type PagingOptions = { limit?: number; cursor?: string; all?: boolean };

/** Adds the flags that every list has. */
export function withPaging(command: Command): Command {
  return command
    .option('--limit <n>', 'entries on one page', wholeNumber)
    .option('--cursor <cursor>', 'begin where the page before ended')
    .option('--all', 'follow the pages to the end');
}
