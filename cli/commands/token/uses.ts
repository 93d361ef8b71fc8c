import type { Command } from 'commander';
import { TokenUses } from '../../../src/contract/requests.ts';
import { path } from '../../http/address.ts';
import { send } from '../../http/send.ts';
import { wholeNumber } from '../../options/whole-number.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { showCounts } from '../request/view.ts';

/** `jeton token uses ID`. */
export function addTokenUses(token: Command, world: World): void {
  token
    .command('uses <id>')
    .description('how often a token was accepted and refused, by the day')
    .option('--days <n>', 'so many days, today among them: 1 to 90 (default: 30)', wholeNumber)
    .addHelpText('after', '\nExample:\n  $ jeton token uses tok_0a1b2c3d4e5 --days 7')
    .action(async (id: string, { days }: { days?: number }, command: Command) => {
      const session = openSession(world, command);
      const request = { method: 'GET', path: path`/v1/tokens/${id}/uses`, query: { days } } as const;
      showCounts(session, await send(session, request, TokenUses), { title: 'day', of: ({ day }) => day });
    });
}
