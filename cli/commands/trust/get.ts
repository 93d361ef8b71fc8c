import type { Command } from 'commander';
import { TrustedIssuer } from '../../../src/contract/trusted-issuers.ts';
import { path } from '../../http/address.ts';
import { send } from '../../http/send.ts';
import { showOne } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { TRUST_VIEW } from './view.ts';

/** `jeton trust get ID`. */
export function addTrustGet(trust: Command, world: World): void {
  trust
    .command('get <id>')
    .description('one trusted issuer')
    .addHelpText('after', '\nExample:\n  $ jeton trust get tru_0000000001a')
    .action(async (id: string, _options: unknown, command: Command) => {
      const session = openSession(world, command);
      const request = { method: 'GET', path: path`/v1/trusted-issuers/${id}` } as const;
      showOne(session, await send(session, request, TrustedIssuer), TRUST_VIEW);
    });
}
