import { formatInstant, parseExpiry } from '../../contract/expiry.ts';
import type { RotateSigningKeyBody, SigningKey } from '../../contract/signing-keys.ts';
import type { SigningKeyRecord, SigningKeyStore } from '../../d1/signing-keys.ts';
import { type Caller, eventBy } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';
import { forgetKeys, keyHappening, makeKey, newestId, type SignerDeps, type SigningMemory, signingOf } from './keys.ts';
import { statesOf, viewKey } from './states.ts';

type Deps = Pick<SignerDeps, 'keyring' | 'signingAlgorithm' | 'nowMs'> & {
  signingKeys: Pick<SigningKeyStore, 'list' | 'add' | 'advance'>;
  signing: SigningMemory;
};

const MAX_AHEAD_SECONDS = 30 * 86_400;

/**
 * Publishes a key that signs from a moment on, in a day unless told; the first of all signs at once. With `now`, a key that
 * is published and waits is the one: others know it already. Denies with `conflict` another one beside one that waits.
 */
export async function rotateKey(
  deps: Deps,
  caller: Caller,
  { signsFrom: asked = '24h' }: RotateSigningKeyBody,
): Promise<Result<SigningKey, Denial>> {
  const { signingKeys, nowMs } = deps;
  const nowSeconds = Math.floor(nowMs / 1000);
  const signsFrom = readSignsFrom(asked, nowSeconds);
  if (!signsFrom.ok) return signsFrom;
  const records = await signingKeys.list();
  const waiting = records.find((record) => record.signsFrom > nowSeconds);
  if (waiting && signsFrom.value > nowSeconds) return conflict(waitingMessage(waiting));
  const at = signingOf(records, nowMs) ? signsFrom.value : nowSeconds;
  const kid = waiting ? await advance(deps, caller, waiting) : await add(deps, caller, records, at);
  forgetKeys(deps.signing);
  const made = statesOf(await signingKeys.list(), nowMs).find(({ record }) => record.kid === kid);
  return made ? ok(viewKey(made)) : conflict('the keys were changed at the same time');
}

function readSignsFrom(asked: string, nowSeconds: number): Result<number, Denial> {
  if (asked === 'now') return ok(nowSeconds);
  const at = parseExpiry(asked, nowSeconds);
  if (at.kind === 'seconds' && at.seconds > nowSeconds && at.seconds <= nowSeconds + MAX_AHEAD_SECONDS) {
    return ok(at.seconds);
  }
  return deny({
    reason: 'invalid',
    field: 'signsFrom',
    message: 'must be now, or a time ahead up to 30d, such as 24h',
  });
}

/** Null where it has been taken away, or has begun to sign, in between. */
async function advance({ signingKeys, nowMs }: Deps, caller: Caller, waiting: SigningKeyRecord) {
  const nowSeconds = Math.floor(nowMs / 1000);
  const { target, after } = keyHappening({ ...waiting, signsFrom: nowSeconds });
  const { after: before } = keyHappening(waiting);
  const event = eventBy(caller, nowSeconds, { action: 'signing_key.updated', target, before, after });
  return (await signingKeys.advance(waiting.kid, nowSeconds, event)) ? waiting.kid : null;
}

/** Null where another was added in between. */
async function add(deps: Deps, caller: Caller, records: readonly SigningKeyRecord[], signsFrom: number) {
  const key = await makeKey(deps, signsFrom);
  const event = eventBy(caller, key.createdAt, { action: 'signing_key.created', ...keyHappening(key) });
  return (await deps.signingKeys.add(key, newestId(records), event)) ? key.kid : null;
}

function waitingMessage({ kid, signsFrom }: SigningKeyRecord): string {
  return `key ${kid} is published and signs from ${formatInstant(signsFrom)} on; have it sign now, or delete it first`;
}

function conflict(message: string): { ok: false; denial: Denial } {
  return deny({ reason: 'conflict', message });
}
