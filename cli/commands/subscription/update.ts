import { type Command, Option } from 'commander';
import { type NoticeEvent, type PatchSubscriptionBody, Subscription } from '../../../src/contract/notices.ts';
import { usageFailure } from '../../failure.ts';
import { path } from '../../http/address.ts';
import { send } from '../../http/send.ts';
import { noticeEvents } from '../../options/notice-events.ts';
import { words } from '../../options/words.ts';
import { showOne } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { type FilterOptions, filterOf, withFilter } from './filter.ts';
import { SUBSCRIPTION_VIEW } from './view.ts';

/** `false` is what a `--no-…` leaves. */
type UpdateOptions = FilterOptions & {
  address?: string;
  event?: NoticeEvent[];
  threshold?: string[];
  filter: boolean;
  description?: string | false;
  enable?: boolean;
  disable?: boolean;
};

const EXAMPLES = `
--project, --namespace, --type and --owner replace the whole filter. A webhook keeps its secret when its address
changes: rotate it where the old receiver must not sign for the new one.

Examples:
  $ jeton subscription update sub_0000000001a --threshold 30d,7d,1d,1h
  $ jeton subscription update sub_0000000001a --project web --type client     of these tokens and no others
  $ jeton subscription update sub_0000000001a --enable`;

/** `jeton subscription update ID`: what it hears of, where it leads, whether it rests. */
export function addSubscriptionUpdate(subscription: Command, world: World): void {
  withFilter(
    subscription
      .command('update <id>')
      .description('change what a subscription hears of and where it leads, or let it rest')
      .option('--address <address>', 'new mail address, or URL of the webhook')
      .option('--event <event>', 'replace the list of events; repeatable', noticeEvents)
      .option('--threshold <duration>', 'replace the thresholds; repeatable', words)
      .option('--description <text>', 'new description')
      .option('--no-description', 'take the description away'),
  )
    .option('--no-filter', 'of every token again')
    .option('--enable', 'tell it again, of what happens from now on')
    .addOption(new Option('--disable', 'tell it nothing for now').conflicts('enable'))
    .addHelpText('after', EXAMPLES)
    .action(async (id: string, options: UpdateOptions, command: Command) => {
      const body = bodyOf(options);
      const session = openSession(world, command);
      const request = { method: 'PATCH', path: path`/v1/subscriptions/${id}`, body } as const;
      showOne(session, await send(session, request, Subscription), SUBSCRIPTION_VIEW);
    });
}

function bodyOf(options: UpdateOptions): PatchSubscriptionBody {
  const given = filterOf(options);
  if (given !== undefined && !options.filter) throw usageFailure('--no-filter cannot stand beside a filter');
  const body: PatchSubscriptionBody = {
    address: options.address,
    events: options.event,
    thresholds: options.threshold,
    filter: options.filter ? given : {},
    description: options.description === false ? null : options.description,
    enabled: options.enable ?? (options.disable ? false : undefined),
  };
  if (Object.values(body).every((value) => value === undefined)) {
    throw usageFailure('nothing to change', 'name what is to change; see jeton subscription update --help.');
  }
  return body;
}
