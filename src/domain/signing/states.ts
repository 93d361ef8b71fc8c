import { formatInstant } from '../../contract/expiry.ts';
import type { SigningKey } from '../../contract/signing-keys.ts';
import type { SigningKeyRecord } from '../../d1/signing-keys.ts';
import { signingOf } from './keys.ts';

/** Where a key stands, and until when others must be able to find it; null: no end is in sight. */
export type KeyState = {
  record: SigningKeyRecord;
  state: SigningKey['state'];
  publishedUntil: number | null;
};

/** Clocks differ, and its tokens are looked at until their end. */
export const KEPT_PAST_TOKENS_SECONDS = 3600;
/** Status lists and answers to introspection are signed too, and whoever caches those wants their key. */
const KEPT_PAST_SUCCESSOR_SECONDS = 86_400;

/** The states of all keys at a moment, in their order: the one that signs last first. */
export function statesOf(records: readonly SigningKeyRecord[], nowMs: number): KeyState[] {
  const signing = signingOf(records, nowMs);
  return records.map((record, at) => {
    if (record === signing) return { record, state: 'signing', publishedUntil: null };
    if (record.signsFrom * 1000 > nowMs) return { record, state: 'published', publishedUntil: null };
    const endOfTokens = record.signedUntil + KEPT_PAST_TOKENS_SECONDS;
    const succeededAt = records[at - 1]?.signsFrom ?? record.signsFrom;
    const publishedUntil = Math.max(endOfTokens, succeededAt + KEPT_PAST_SUCCESSOR_SECONDS);
    return { record, state: 'retired', publishedUntil };
  });
}

/** Whether others have to find the key at a moment. */
export function isPublished({ publishedUntil }: KeyState, nowMs: number): boolean {
  return publishedUntil === null || publishedUntil * 1000 > nowMs;
}

/** A key, as it is shown to those who manage them. */
export function viewKey({ record, state, publishedUntil }: KeyState): SigningKey {
  return {
    kid: record.kid,
    algorithm: record.algorithm,
    state,
    createdAt: formatInstant(record.createdAt),
    signsFrom: formatInstant(record.signsFrom),
    publishedUntil: publishedUntil === null ? null : formatInstant(publishedUntil),
  };
}
