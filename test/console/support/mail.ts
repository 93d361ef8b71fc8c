import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inject, vi } from 'vitest';

/** `npm start` looks for new mails each second. */
const PATIENCE_MS = 15_000;

/** The path of the link that was mailed to somebody last: `/welcome#…`, once the mail is there. */
export function linkMailedTo(email: string): Promise<string> {
  const folder = join(inject('stack').state, '.jeton/mail');
  return vi.waitFor(() => linkIn(folder, email), { timeout: PATIENCE_MS, interval: 200 });
}

function linkIn(folder: string, email: string): string {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.txt')) : [];
  const texts = names.sort().map((name) => readFileSync(join(folder, name), 'utf8'));
  const link = texts.filter((text) => text.includes(`\nTo: ${email}\n`)).map(readLink);
  const last = link.at(-1);
  if (last === undefined) throw new Error(`no mail has gone to ${email}`);
  return last;
}

function readLink(text: string): string {
  return /\/console(\/welcome#[\w-]{43})/.exec(text)?.[1] ?? '';
}
