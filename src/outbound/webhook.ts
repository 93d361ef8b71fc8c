import { signWebhook } from '../crypto/webhook-signature.ts';
import { checkName } from './check-name.ts';
import { refuseUrl } from './public-address.ts';
import { resolveName } from './resolve.ts';
import { readRetryAfter } from './retry-after.ts';

/** A message of Standard Webhooks. During a rotation it is signed with both secrets. */
export type WebhookMessage = { url: string; id: string; timestampSeconds: number; body: string; secrets: string[] };

/**
 * What became of one attempt. `answered` with any status at all, a redirect too: it is not followed. `failed`: nobody
 * answered, which may pass. `refused`: nothing was sent, for where it would have gone.
 */
export type Attempt =
  | { kind: 'answered'; status: number; retryAfterSeconds: number | null; excerpt: string }
  | { kind: 'failed'; reason: string }
  | { kind: 'refused'; reason: string };

type Settings = {
  loopbackAllowed: boolean;
  resolve?: (name: string) => Promise<string[]>;
  fetch?: (url: string, init: RequestInit) => Promise<Response>;
  timeoutMs?: number;
};

export type WebhookSender = ReturnType<typeof createWebhookSender>;

const TIMEOUT_MS = 10_000;
const EXCERPT_BYTES = 1024;

/** Sends webhooks, each once: to try again is for whoever calls. No reason tells a secret or the body. */
export function createWebhookSender(settings: Settings) {
  const { loopbackAllowed, resolve = resolveName, timeoutMs = TIMEOUT_MS } = settings;
  const post = settings.fetch ?? ((url, init) => fetch(url, init));
  return {
    /** Why a URL is not taken, to stand after a field's name; null: it is. */
    refuses: (url: string): string | null => refuseUrl(url, { loopbackAllowed }),

    /** Makes one attempt, within the time-out from first to last byte. Never throws. */
    send: async (message: WebhookMessage, nowMs: number): Promise<Attempt> => {
      const refusal = refuseUrl(message.url, { loopbackAllowed });
      if (refusal !== null) return { kind: 'refused', reason: `the URL ${refusal}` };
      const headers = headersOf(message);
      if (headers === null) return { kind: 'failed', reason: 'the message could not be signed' };
      const signal = AbortSignal.timeout(timeoutMs);
      try {
        const objection = await checkName(message.url, resolve);
        if (objection !== null) return objection;
        const request = { method: 'POST', headers, body: message.body, redirect: 'manual' as const, signal };
        const response = await post(message.url, request);
        const retryAfterSeconds = readRetryAfter(response.headers.get('Retry-After'), nowMs);
        return { kind: 'answered', status: response.status, retryAfterSeconds, excerpt: await readExcerpt(response) };
      } catch (error) {
        return { kind: 'failed', reason: signal.aborted ? `no answer within ${timeoutMs / 1000} s` : tell(error) };
      }
    },
  };
}

/** Null where there is no sound secret to sign with: nothing goes out unsigned. */
function headersOf({ id, timestampSeconds, body, secrets }: WebhookMessage): Record<string, string> | null {
  if (secrets.length === 0) return null;
  try {
    return {
      'Content-Type': 'application/json',
      'User-Agent': 'Jeton/1',
      'webhook-id': id,
      'webhook-timestamp': String(timestampSeconds),
      'webhook-signature': secrets.map((secret) => signWebhook(secret, id, timestampSeconds, body)).join(' '),
    };
  } catch {
    return null;
  }
}

/** The beginning of the body as one line. A body that breaks off or never ends takes nothing from the status. */
async function readExcerpt({ body }: Response): Promise<string> {
  const reader = body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  try {
    for (let left = EXCERPT_BYTES; reader !== undefined && left > 0; ) {
      const { done, value } = await reader.read();
      if (done) break;
      text += decoder.decode(value.subarray(0, left), { stream: true });
      left -= value.byteLength;
    }
  } catch {
    // What came before the break is the excerpt.
  }
  await reader?.cancel().catch(() => {});
  return text.replace(/[\s\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}

/** The platform's own words, which know of the connection and not of the message. */
function tell(error: unknown): string {
  const words = error instanceof Error ? error.message : 'no reason given';
  return `the connection failed: ${words.slice(0, 200)}`;
}
