import type { Schemas } from '../../../client/api/index.ts';
import type { Session } from '../../api/session.ts';
import { counted, exactly, fromNow } from '../../parts/words.ts';
import type { Token } from './rights.ts';

const DAY_MS = 86_400_000;

/** How lately a token was used: whether somebody will miss it. */
export function lastUseOf({ lastUsedAt }: Pick<Token, 'lastUsedAt'>): string {
  return lastUsedAt === null ? 'It was never used.' : `Used ${fromNow(lastUsedAt)}.`;
}

/** What comes of revoking or disabling a token, in sentences. */
export function consequencesOf(token: Token, session: Session): string[] {
  const { previousSecretUntil: until, format } = token;
  const overlaps = until !== null && Date.parse(until) > Date.now();
  return [
    token.disabledAt === null
      ? `${lastUseOf(token)} Whoever holds it is refused within 10 seconds.`
      : `${lastUseOf(token)} It is disabled: nobody is let in with it now.`,
    overlaps ? `The secret before, which works until ${exactly(until)}, ends for good.` : '',
    format === 'jwt'
      ? 'It is signed: who checks it without asking here notices when they next read the status list.'
      : '',
    session.token.id === token.id ? 'You are signed in with it: you will have to sign in again.' : '',
  ].filter((sentence) => sentence !== '');
}

/** The same of several. */
export function consequencesOfAll(tokens: readonly Token[], nowMs: number = Date.now()): string {
  const lately = tokens.filter(({ lastUsedAt }) => lastUsedAt !== null && nowMs - Date.parse(lastUsedAt) < DAY_MS);
  const never = tokens.filter(({ lastUsedAt }) => lastUsedAt === null);
  const used = `${counted(lately.length, 'was', 'were')} used within the last day, ${never.length} never.`;
  return `Of ${counted(tokens.length, 'token')} ${used} Whoever holds one is refused within 10 seconds.`;
}

export type RevocationReason = NonNullable<Schemas['BulkRevoke']['reason']>;

/** Why a token is revoked, for the audit trail and whoever is told. */
export const REASONS: readonly (readonly [RevocationReason, string])[] = [
  ['unspecified', 'Not said'],
  ['key_compromise', 'Its secret may be known to others'],
  ['superseded', 'Another token takes its place'],
  ['affiliation_changed', 'Its holder has gone elsewhere'],
  ['privilege_withdrawn', 'It should no longer be allowed this'],
  ['cessation_of_operation', 'What used it is no more'],
];
