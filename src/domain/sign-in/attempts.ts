import ipaddr from 'ipaddr.js';
import { sha256 } from '../../crypto/digest.ts';
import type { AttemptKeys, SignInStore, Window } from '../../d1/sign-in.ts';
import type { Denial } from '../denial.ts';

export type AttemptDeps = { signIns: Pick<SignInStore, 'count' | 'forgive'>; nowMs: number };

/** Whose password is tried, and from where; null where the platform tells no address. */
export type Tried = { email: string; address: string | null };

const WINDOW_SECONDS = 900;
const ACCOUNT_LIMIT = 10;
/** Many people may share an address, and one address must not try a password on many people. */
const ADDRESS_LIMIT = 50;

/**
 * Counts one more attempt against the account and the address, before the password is looked at. Refuses one too many
 * within 15 minutes, the right password too: otherwise going on would tell when it was found.
 */
export async function countAttempt(deps: AttemptDeps, tried: Tried): Promise<Denial | null> {
  const nowSeconds = Math.floor(deps.nowMs / 1000);
  const bounds = { nowSeconds, endsAt: nowSeconds + WINDOW_SECONDS, addressLimit: ADDRESS_LIMIT };
  const { account, address } = await deps.signIns.count(keysOf(tried), bounds);
  const waits = [
    waitFor(address, ADDRESS_LIMIT, nowSeconds),
    account ? waitFor(account, ACCOUNT_LIMIT, nowSeconds) : 0,
  ];
  const retryAfterSeconds = Math.max(...waits);
  return retryAfterSeconds > 0 ? { reason: 'too_many_failures', retryAfterSeconds } : null;
}

/** Takes a count back: the password was right. */
export async function forgiveAttempt(deps: AttemptDeps, tried: Tried): Promise<void> {
  await deps.signIns.forgive(keysOf(tried));
}

function waitFor({ count, endsAt }: Window, limit: number, nowSeconds: number): number {
  return count > limit ? Math.max(1, endsAt - nowSeconds) : 0;
}

/** An account is found in whatever case its mail address is written, so it is counted in one. */
function keysOf({ email, address }: Tried): AttemptKeys {
  return { account: sha256(`account:${email.toLowerCase()}`), address: sha256(`address:${networkOf(address)}`) };
}

/** Who has an IPv6 address has the 2^64 around it too. */
function networkOf(address: string | null): string {
  if (address === null || !ipaddr.isValid(address)) return address ?? 'unknown';
  const parsed = ipaddr.process(address);
  return 'parts' in parsed ? parsed.parts.slice(0, 4).join(':') : parsed.toString();
}
