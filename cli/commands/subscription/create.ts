import { type Command, Option } from 'commander';
import { type Channel, type NoticeEvent, SubscriptionWithSecret } from '../../../src/contract/notices.ts';
import { usageFailure } from '../../failure.ts';
import { send } from '../../http/send.ts';
import { noticeEvents } from '../../options/notice-events.ts';
import { words } from '../../options/words.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { type FilterOptions, filterOf, withFilter } from './filter.ts';
import { showSecret } from './show-secret.ts';

type CreateOptions = FilterOptions & {
  mail?: string;
  webhook?: string;
  event?: NoticeEvent[];
  threshold?: string[];
  description?: string;
};

const EXAMPLES = `
It hears of what happens from now on. A token that crosses several thresholds at once is told of at the tightest.

Examples:
  $ jeton subscription create --mail ops@example.com --project web
  $ jeton subscription create --webhook https://hooks.example.com/jeton --threshold 7d,1d,1h
  $ SECRET=$(jeton subscription create --webhook https://hooks.example.com/jeton --event token.revoked --quiet)`;

/** `jeton subscription create`: has a mail address or a webhook told of what becomes of tokens. */
export function addSubscriptionCreate(subscription: Command, world: World): void {
  withFilter(
    subscription
      .command('create')
      .description('have a mail address or a webhook told; the secret of a webhook is shown once')
      .option('--mail <address>', 'the mail address to tell')
      .addOption(new Option('--webhook <url>', 'the https URL to call').conflicts('mail'))
      .option(
        '--event <event>',
        'what to tell of, repeatable or a comma list (default: token.expiring,token.expired)',
        noticeEvents,
      )
      .option(
        '--threshold <duration>',
        'how long before the end, repeatable or a comma list (default: 30d,7d,1d)',
        words,
      )
      .option('--description <text>', 'what it is for, in a few words'),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (options: CreateOptions, command: Command) => {
      const body = bodyOf(options);
      const session = openSession(world, command);
      const request = { method: 'POST', path: '/v1/subscriptions', body } as const;
      showSecret(session, await send(session, request, SubscriptionWithSecret));
    });
}

function bodyOf(options: CreateOptions) {
  const { description, event: events, threshold: thresholds } = options;
  return { ...whereTo(options), description, events, thresholds, filter: filterOf(options) };
}

function whereTo({ mail, webhook }: CreateOptions): { channel: Channel; address: string } {
  if (mail !== undefined) return { channel: 'mail', address: mail };
  if (webhook !== undefined) return { channel: 'webhook', address: webhook };
  throw usageFailure('nothing says whom to tell', 'give --mail ADDRESS or --webhook URL.');
}
