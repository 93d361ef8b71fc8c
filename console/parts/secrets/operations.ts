import type { Call, Schemas, Value } from '../../../client/api/index.ts';
import { ask, jeton } from '../../api/jeton.ts';

/**
 * What gives a secret, each by a call that may be repeated with the same key: the API then answers the same again. That is how a
 * secret outlives a reload, or a lost answer, without being kept by the browser.
 */
export type SecretCall =
  | { of: 'createToken'; body: Call<'createToken'>['body'] }
  | { of: 'refreshToken'; id: string; body: Schemas['RefreshToken'] }
  | { of: 'refreshSelf'; body: Schemas['SelfRefresh'] }
  /** Its code stands after `#` in the address, and stays there: only the key is kept. */
  | { of: 'redeemShare' };

/** A call that gives a secret, and its key. */
export type Keyed = { call: SecretCall; key: string };

/** What a secret call gives. `token`: whose secret it is. */
export type ToldSecret = Value<'createToken'> | Value<'redeemShare'>;

export function carryOut({ call, key }: Keyed): Promise<ToldSecret> {
  switch (call.of) {
    case 'createToken':
      return ask(jeton.createToken({ body: call.body, idempotencyKey: key }));
    case 'refreshToken':
      return ask(jeton.refreshToken({ path: { id: call.id }, body: call.body, idempotencyKey: key }));
    case 'refreshSelf':
      return ask(jeton.refreshSelf({ body: call.body, idempotencyKey: key }));
    case 'redeemShare':
      return ask(jeton.redeemShare({ path: { code: codeInAddress() }, idempotencyKey: key }));
  }
}

/** 128 random bits: whoever does not know the key is not told the secret again. */
export function freshKey(): string {
  return crypto.randomUUID();
}

/**
 * Who makes a call, as far as its key goes: where another token asks, or another link is redeemed, the key is a new one to the API,
 * and the call would be carried out anew. null: nobody who could make it.
 */
export async function askerOf({ of }: SecretCall, signedIn: string | null): Promise<string | null> {
  if (of !== 'redeemShare') return signedIn;
  const code = codeInAddress();
  if (code === '') return null;
  // The code itself is as good as the token.
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(code));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function codeInAddress(): string {
  return location.hash.slice(1);
}
