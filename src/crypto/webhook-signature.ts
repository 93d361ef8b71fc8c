import { Buffer } from 'node:buffer';
import { createHmac } from 'node:crypto';

const PREFIX = 'whsec_';
const SECRET_BYTES = 32;

/** A new webhook secret as Standard Webhooks writes it: `whsec_` and base64 of 32 random bytes. */
export function makeWebhookSecret(): string {
  return PREFIX + Buffer.from(crypto.getRandomValues(new Uint8Array(SECRET_BYTES))).toString('base64');
}

/**
 * The symmetric signature of Standard Webhooks, `v1,` and base64: HMAC-SHA-256 over id, timestamp and the exact body.
 * Throws when the secret is not one: 24 to 64 bytes.
 */
export function signWebhook(secret: string, id: string, timestampSeconds: number, body: string): string {
  const key = readSecret(secret);
  return `v1,${createHmac('sha256', key).update(`${id}.${timestampSeconds}.${body}`).digest('base64')}`;
}

/** Node reads base64 leniently: what it passed over would leave a shorter key. */
function readSecret(secret: string): Uint8Array {
  const digits = secret.slice(PREFIX.length);
  const key = Buffer.from(digits, 'base64');
  const exact = secret.startsWith(PREFIX) && key.toString('base64') === digits;
  if (!exact || key.byteLength < 24 || key.byteLength > 64) throw new Error('not a webhook secret');
  return key;
}
