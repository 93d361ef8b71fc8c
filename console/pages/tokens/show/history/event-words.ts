import type { Schemas } from '../../../../../client/api/index.ts';
import { listInWords } from '../grants.ts';

type Event = Schemas['Event'];

/** What happened to the token, in words. */
const DONE: Record<string, string> = {
  'token.created': 'Created',
  'token.imported': 'Imported',
  'token.exchanged': 'Exchanged for this one',
  'token.refreshed': 'Given a new secret',
  'token.overlap_ended': 'The new secret was first used: the old one ended',
  'token.updated': 'Changed',
  'token.disabled': 'Disabled',
  'token.enabled': 'Enabled',
  'token.revealed': 'Its secret was shown',
  'token.shared': 'A link to it was sent',
  'token.share_redeemed': 'The link was used',
  'token.share_revoked': 'The link was revoked',
  'token.revoked': 'Revoked',
  'token.expired': 'Expired',
};

const FIELDS: Record<string, string> = {
  name: 'the name',
  description: 'the description',
  grants: 'the grants',
  clients: 'the clients',
  allowedIps: 'the addresses',
  allowedOrigins: 'the origins',
  notBefore: 'when it begins',
  expires: 'the end',
  projects: 'the projects',
  dpopKey: 'the key',
};

export function doneInWords({ action }: Pick<Event, 'action'>): string {
  return DONE[action] ?? action;
}

/** More on what happened, where the event tells. Null: nothing more. */
export function moreInWords({ action, before, after }: Pick<Event, 'action' | 'before' | 'after'>): string | null {
  const [was, is] = [recordOf(before), recordOf(after)];
  switch (action) {
    case 'token.updated':
      return changesInWords(was, is);
    case 'token.refreshed':
      return typeof is.previousSecretUntil === 'string'
        ? 'The old one works on for a while'
        : 'The old one ended at once';
    case 'token.revoked':
      return reasonInWords(is.revocationReason);
    case 'token.shared':
    case 'token.share_redeemed':
    case 'token.share_revoked': {
      const { email } = recordOf(is.share);
      return typeof email === 'string' ? `Sent to ${email}` : null;
    }
    default:
      return null;
  }
}

function changesInWords(was: Fields, is: Fields): string | null {
  const changed = Object.keys(FIELDS).filter((field) => JSON.stringify(was[field]) !== JSON.stringify(is[field]));
  return changed.length === 0 ? null : listInWords(changed.map((field) => FIELDS[field] ?? field));
}

function reasonInWords(reason: unknown): string | null {
  return typeof reason === 'string' && reason !== 'unspecified' ? `Because of ${reason.replaceAll('_', ' ')}` : null;
}

type Fields = Record<string, unknown>;

function recordOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

/** A browser by its name, another program by what it calls itself; null: it did not say. */
export function programOf(userAgent: string | null): string | null {
  if (userAgent === null) return null;
  const browser = /(?:Edg|OPR|Firefox|Chrome|Version)\/(\d+)/.exec(userAgent);
  if (userAgent.startsWith('Mozilla/') && browser)
    return `${BROWSERS[browser[0].split('/')[0] ?? ''] ?? 'A browser'} ${browser[1]}`;
  return userAgent.split(' ')[0] ?? null;
}

const BROWSERS: Record<string, string> = {
  Edg: 'Edge',
  OPR: 'Opera',
  Firefox: 'Firefox',
  Chrome: 'Chrome',
  Version: 'Safari',
};

/** Who did it, where no person or token did. */
export function otherActor(actor: string): string {
  if (actor.startsWith('shr_')) return 'whoever used the link';
  if (actor === 'sweep') return 'the nightly sweep';
  if (actor === 'setup') return 'the set-up';
  return actor;
}
