import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { writePrivateFile } from './private-file.ts';

/** Wrangler sends no mail: it keeps what the Worker sent until it ends, and lists it here, the latest first. */
const SENT = '/cdn-cgi/local/explorer/api/local/email/sending';
const POLL_MS = 1_000;
const TIMEOUT_MS = 5_000;

interface Sent {
  messageId: string;
  from: string;
  to: string[];
  subject: string;
  /** RFC 3339 with milliseconds, UTC. */
  sentAt: string;
  headers?: Record<string, string>;
}

interface Mail extends Sent {
  text?: string;
  html?: string;
}

interface Page {
  result: Sent[];
  result_info: { cursor?: string };
}

/** Copies each mail that the Worker sends into a folder, until the returned function is called and has resolved. */
export function keepMail(url: string, folder: string, report: (problem: string) => void): () => Promise<void> {
  const kept = new Set<string>();
  const stop = new AbortController();
  const work = (async () => {
    let reported = false;
    while (!stop.signal.aborted) {
      try {
        await copyNew(url, folder, kept);
        reported = false;
      } catch (error) {
        if (!reported) report(`The mails could not be copied: ${error instanceof Error ? error.message : error}`);
        reported = true;
      }
      await sleep(POLL_MS, undefined, { signal: stop.signal }).catch(() => {});
    }
  })();
  return async () => {
    stop.abort();
    await work;
    // What was sent since the last look; wrangler may be gone by now, and took it along.
    await copyNew(url, folder, kept).catch(() => {});
  };
}

/** The oldest first: where one fails, all that are newer are still to be found. */
async function copyNew(url: string, folder: string, kept: Set<string>): Promise<void> {
  for (const { messageId } of (await findNew(url, kept)).reverse()) {
    const query = new URLSearchParams({ email_id: messageId });
    const { result } = await read<{ result: Mail }>(`${url}${SENT}?${query}`);
    copy(folder, result);
    kept.add(messageId);
  }
}

async function findNew(url: string, kept: Set<string>): Promise<Sent[]> {
  const found: Sent[] = [];
  for (let cursor: string | undefined; ; ) {
    const query = new URLSearchParams({ per_page: '100', ...(cursor !== undefined && { cursor }) });
    const page = await read<Page>(`${url}${SENT}?${query}`);
    const fresh = page.result.filter(({ messageId }) => !kept.has(messageId));
    found.push(...fresh);
    cursor = page.result_info.cursor;
    if (fresh.length < page.result.length || cursor === undefined) return found;
  }
}

async function read<Body>(url: string): Promise<Body> {
  const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (!response.ok) throw new Error(`wrangler answered ${response.status}`);
  return (await response.json()) as Body;
}

/** `20261121T233417Z-<id>.txt`, with the header on top, and `.html`. */
function copy(folder: string, mail: Mail): void {
  const time = mail.sentAt.replace(/\.\d+/, '').replace(/[-:]/g, '');
  const id = mail.messageId.replace(/@.*$/, '').replace(/[^\w-]/g, '');
  const headers = {
    From: mail.from,
    To: mail.to.join(', '),
    Subject: mail.subject,
    Date: mail.sentAt,
    ...mail.headers,
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const path = join(folder, `${time}-${id}`);
  writePrivateFile(`${path}.txt`, `${lines.join('\n')}\n\n${mail.text ?? ''}`);
  if (mail.html !== undefined) writePrivateFile(`${path}.html`, mail.html);
}
