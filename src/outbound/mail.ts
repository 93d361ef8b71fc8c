import { within } from './deadline.ts';

export type Mail = { to: string; subject: string; text: string; html: string; headers?: Record<string, string> };

/** What became of one mail. `sent`: Cloudflare has taken it on; whether it arrives is not known here. */
export type MailAttempt = { kind: 'sent'; messageId: string } | { kind: 'failed'; reason: string };

type MailSettings = { timeoutMs?: number };

export type Mailer = ReturnType<typeof createMailer>;

const TIMEOUT_MS = 10_000;
/** RFC 5322 section 2.1.1, and Cloudflare's limit. */
const MAX_SUBJECT_LENGTH = 998;
const MAX_REASON_LENGTH = 300;

/**
 * Sends mails from one address, each once; null: this deployment sends none. Of headers Cloudflare takes `X-…` and a list
 * of its own, of which `Auto-Submitted` is one. A mail that timed out may have gone out all the same.
 */
export function createMailer(binding: SendEmail, from: string | null, { timeoutMs = TIMEOUT_MS }: MailSettings = {}) {
  return {
    enabled: from !== null,

    /** Makes one attempt. Never throws. */
    send: async ({ to, subject, text, html, headers }: Mail): Promise<MailAttempt> => {
      if (from === null) return { kind: 'failed', reason: 'this deployment sends no mail: MAIL_FROM is empty' };
      if (!isOneAddress(to)) return { kind: 'failed', reason: 'the recipient is not one mail address' };
      const message = {
        from: { email: from, name: 'Jeton' },
        to,
        subject: oneLine(subject).slice(0, MAX_SUBJECT_LENGTH),
        text,
        html,
        ...(headers && { headers: mapValues(headers) }),
      };
      try {
        const { messageId } = await within(timeoutMs, binding.send(message));
        return { kind: 'sent', messageId };
      } catch (error) {
        return { kind: 'failed', reason: tell(error).slice(0, MAX_REASON_LENGTH) };
      }
    },
  };
}

/** A list or a line end in it would make one mail several, or a header of our own another's. */
function isOneAddress(to: string): boolean {
  return /^[^\s\p{Cc},;:<>"()]+@[^\s\p{Cc},;:<>"()@]+$/u.test(to);
}

function mapValues(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, oneLine(value)]));
}

/** No line end, which would begin another header; no control that turns a name in the subject around. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]+/gu, ' ').trim();
}

/** Cloudflare's errors have a code, such as `E_RECIPIENT_SUPPRESSED`, that says more than the message. */
function tell(error: unknown): string {
  if (!(error instanceof Error)) return 'no reason given';
  const code = 'code' in error && typeof error.code === 'string' ? `${error.code}: ` : '';
  return oneLine(code + error.message);
}
