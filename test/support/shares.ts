import type { Share } from '../../src/contract/shares.ts';
import { createMailer } from '../../src/outbound/mail.ts';
import type { TestApp } from './app.ts';
import { recordMail } from './mail.ts';
import type { World } from './route-contract.ts';

/** Has a world's mails recorded. */
export function recordMailOf({ test }: World): ReturnType<typeof recordMail> {
  const mail = recordMail();
  test.services = { ...test.services, mailer: createMailer(mail.binding, 'jeton@example.com') };
  return mail;
}

/** Asks for a link. */
export function share(test: TestApp, token: string, id: string, more: object = {}): Promise<Response> {
  return test.call('POST', `/v1/tokens/${id}/share`, { token, json: { email: 'grace@example.com', ...more } });
}

/** The code in the last mail. */
export function codeIn({ sent }: ReturnType<typeof recordMail>): string {
  return /\/console\/welcome#([\w-]{43})\n/.exec(sent.at(-1)?.text ?? '')?.[1] ?? 'there is no code';
}

/** A link to a token, and its code. */
export async function makeShare(
  { test, admin }: World,
  mail: ReturnType<typeof recordMail>,
  id: string,
  token = admin,
): Promise<Share & { code: string }> {
  const response = await share(test, token, id);
  if (response.status !== 201) throw new Error(`share answered ${response.status}: ${await response.text()}`);
  return { ...(await response.json<Share>()), code: codeIn(mail) };
}

let addresses = 0;

/** Uses a link, from an address of its own: tries are limited by address. */
export function redeem(test: TestApp, code: string, headers: Record<string, string> = {}): Promise<Response> {
  addresses += 1;
  const address = `2001:db8::${addresses.toString(16)}`;
  return test.call('POST', `/v1/shares/${code}/redeem`, { headers: { 'CF-Connecting-IP': address, ...headers } });
}
