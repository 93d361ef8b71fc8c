import { z } from 'zod';
import { parseDuration } from '../../contract/expiry.ts';
import { parseId } from '../../contract/ids.ts';
import type { Channel, SubscriptionFilter } from '../../contract/notices.ts';
import type { SubscriptionRecord } from '../../d1/subscriptions.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';

/** What checking an address takes: whether mail can be sent at all, and which URLs may be called. */
export type AddressDeps = { mailer: { enabled: boolean }; webhooks: { refuses: (url: string) => string | null } };

const MailAddress = z.email().max(254);
const LONGEST_SECONDS = 3_650 * 86_400;

/** An address that messages can go to, in normal form. */
export function readAddress(deps: AddressDeps, channel: Channel, address: string): Result<string, Denial> {
  if (channel === 'webhook') {
    const refusal = deps.webhooks.refuses(address);
    return refusal === null ? ok(new URL(address).href) : invalid('address', refusal);
  }
  if (!MailAddress.safeParse(address).success) return invalid('address', 'must be a mail address');
  if (!deps.mailer.enabled) {
    return deny({ reason: 'conflict', message: 'this deployment sends no mail: set MAIL_FROM in wrangler.toml' });
  }
  return ok(address);
}

/** Thresholds in seconds, the tightest first, each once. */
export function readThresholds(input: readonly string[]): Result<number[], Denial> {
  const seconds = input.map(parseDuration);
  const wrong = input.find((_, index) => !isThreshold(seconds[index]));
  if (wrong !== undefined) return invalid('thresholds', `${wrong} is no duration from 1m to 3650d, such as 7d`);
  return ok([...new Set(seconds.filter((each) => each !== null))].sort((a, b) => a - b));
}

function isThreshold(seconds: number | null | undefined): boolean {
  return seconds !== null && seconds !== undefined && seconds >= 60 && seconds <= LONGEST_SECONDS;
}

type FilterColumns = Pick<SubscriptionRecord, 'project' | 'namespace' | 'type' | 'filterOwnerId'>;

/** A filter as its columns; what is left out matches everything. */
export function readSubscriptionFilter(filter: SubscriptionFilter): Result<FilterColumns, Denial> {
  const filterOwnerId = filter.owner === undefined ? null : parseId('usr', filter.owner);
  if (filter.owner !== undefined && filterOwnerId === null) return invalid('filter.owner', 'must be a user id, usr_…');
  const { project = null, namespace = null, type = null } = filter;
  return ok({ project, namespace, type, filterOwnerId });
}

function invalid(field: string, message: string) {
  return deny({ reason: 'invalid', field, message } as const);
}
