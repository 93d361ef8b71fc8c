import type { Command } from 'commander';
import { Notification } from '../../../src/contract/notices.ts';
import { path } from '../../http/address.ts';
import { send } from '../../http/send.ts';
import { say, showOne } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { NOTIFICATION_VIEW } from './view.ts';

/** `jeton notification redeliver ID`: sends one that has ended again. */
export function addNotificationRedeliver(notification: Command, world: World): void {
  notification
    .command('redeliver <id>')
    .description('send a notification again: the same body, under the same webhook-id')
    .addHelpText('after', '\nExample:\n  $ jeton notification redeliver ntf_0000000001a')
    .action(async (id: string, _options: unknown, command: Command) => {
      const session = openSession(world, command);
      const request = { method: 'POST', path: path`/v1/notifications/${id}/redeliver` } as const;
      const answer = await send(session, request, Notification);
      showOne(session, answer, NOTIFICATION_VIEW);
      say(session, 'on its way; jeton notification list shows what becomes of it');
    });
}
