import { formatInstant } from '../../contract/expiry.ts';
import type { SigningAlgorithm } from '../../contract/signed-tokens.ts';
import { StorageError } from '../../contract/storage-error.ts';
import type { Keyring } from '../../crypto/keyring.ts';
import { open, seal } from '../../crypto/seal.ts';
import { importSigningKey, isSignedWith, kidOf, makeSigningPair, type SigningKeyHeld } from '../../crypto/signing.ts';
import type { NewSigningKey, SigningKeyRecord, SigningKeyStore } from '../../d1/signing-keys.ts';
import { sweepEvent } from '../caller.ts';
import type { Feed } from '../edge/feed.ts';

/** What an isolate remembers of the keys that sign: the public ones ready for use, and the issuer. */
export type SigningMemory = {
  readAtMs: number;
  /** The feed's count of keys taken away, as of that read. */
  lost: number;
  issuer: string | null;
  /** All keys, the one that signs last first. */
  records: SigningKeyRecord[];
  publicKeys: Map<string, SigningKeyHeld>;
  /** The key that signs, ready for use. */
  signer: SigningKeyHeld | null;
};

export function createSigningMemory(): SigningMemory {
  return {
    readAtMs: Number.NEGATIVE_INFINITY,
    lost: 0,
    issuer: null,
    records: [],
    publicKeys: new Map(),
    signer: null,
  };
}

export type KeyDeps = {
  keyring: Keyring;
  signingKeys: Pick<SigningKeyStore, 'listWithOrigin'>;
  signing: SigningMemory;
  feed: Pick<Feed, 'signingKeysLost'>;
  /** The address that people set; null: where set-up was done. */
  publicUrl: string | null;
  nowMs: number;
};

export type SignerDeps = KeyDeps & {
  signingKeys: Pick<SigningKeyStore, 'listWithOrigin' | 'add' | 'extend'>;
  signingAlgorithm: SigningAlgorithm;
};

/** How long keys are relied on that were read. A new one is published long before it signs. */
const MEMORY_MS = 300_000;
/** Whoever signs reads no feed: nothing is signed any longer than this by a key that was taken away. */
const SIGNER_MEMORY_MS = 10_000;
/** An unknown `kid` has the keys read anew this often at most: anybody can make one up. */
const UNKNOWN_KID_MS = 10_000;

/** Who signs: the `iss` of what is signed. Null: set up before that was kept, and PUBLIC_URL is not set. */
export async function findIssuer(deps: KeyDeps): Promise<string | null> {
  // That nobody does is not remembered: set-up may be done in the next second, and elsewhere.
  await readKeys(deps, deps.signing.issuer === null ? 0 : MEMORY_MS);
  return deps.signing.issuer;
}

/** The public key of this name, or null: read from memory, and from D1 where it is not there. */
export async function findPublicKey(deps: KeyDeps, kid: string): Promise<SigningKeyHeld | null> {
  await readKeys(deps, MEMORY_MS);
  if (!deps.signing.publicKeys.has(kid)) await readKeys(deps, UNKNOWN_KID_MS);
  return deps.signing.publicKeys.get(kid) ?? null;
}

/**
 * Whether this deployment signed that access token: no storage is asked where its key is in memory. With `strict` D1 says
 * that the key was not taken away, once the signature has held.
 */
export async function isOwnSignature(deps: KeyDeps, jwt: string, strict: boolean): Promise<boolean> {
  const kid = kidOf(jwt, 'at+jwt');
  const key = kid === null ? null : await findPublicKey(deps, kid);
  if (key === null || !(await isSignedWith(key, jwt))) return false;
  if (strict) await readKeys(deps, 0);
  return deps.signing.publicKeys.has(key.kid);
}

/**
 * The key that signs now, made where there is none yet; it stays published until `until` at least (seconds). Throws a
 * StorageError when it does not open.
 */
export async function findSigner(deps: SignerDeps, until: number): Promise<SigningKeyHeld> {
  await readKeys(deps, SIGNER_MEMORY_MS);
  const record = signingOf(deps.signing.records, deps.nowMs) ?? (await makeFirst(deps));
  if (record.signedUntil < until) {
    // By whole days: most tokens then cost no write here.
    const signedUntil = Math.ceil(until / DAY_SECONDS) * DAY_SECONDS;
    await deps.signingKeys.extend(record.kid, signedUntil);
    record.signedUntil = Math.max(record.signedUntil, signedUntil);
  }
  if (deps.signing.signer?.kid === record.kid) return deps.signing.signer;
  const privateJwk = await open(deps.keyring, record.sealed, sealedFor(record.kid)).catch((cause) => {
    throw new StorageError('a signing key does not open', { cause });
  });
  deps.signing.signer = await importSigningKey(record.kid, record.algorithm, privateJwk);
  return deps.signing.signer;
}

/** The key that signs at a moment: of those whose time has come the last. Null: there is none. */
export function signingOf(records: readonly SigningKeyRecord[], nowMs: number): SigningKeyRecord | null {
  return records.find(({ signsFrom }) => signsFrom * 1000 <= nowMs) ?? null;
}

/** A new key, sealed, that signs from a moment on (seconds). */
export async function makeKey(
  { keyring, signingAlgorithm, nowMs }: Pick<SignerDeps, 'keyring' | 'signingAlgorithm' | 'nowMs'>,
  signsFrom: number,
): Promise<NewSigningKey> {
  const { kid, publicJwk, privateJwk } = await makeSigningPair(signingAlgorithm);
  const sealed = await seal(keyring, privateJwk, sealedFor(kid));
  return { kid, algorithm: signingAlgorithm, publicJwk, sealed, createdAt: Math.floor(nowMs / 1000), signsFrom };
}

/** Nobody can have cached a key set without it: the first key signs at once. */
async function makeFirst(deps: SignerDeps): Promise<SigningKeyRecord> {
  const nowSeconds = Math.floor(deps.nowMs / 1000);
  const key = await makeKey(deps, nowSeconds);
  const event = sweepEvent(nowSeconds, { action: 'signing_key.created', ...keyHappening(key) });
  await deps.signingKeys.add(key, newestId(deps.signing.records), event);
  await readKeys(deps, 0);
  const made = signingOf(deps.signing.records, deps.nowMs);
  if (!made) throw new StorageError('no signing key could be made');
  return made;
}

type KeyTold = Pick<NewSigningKey, 'kid' | 'algorithm' | 'signsFrom'>;

/** What the audit trail says of a key. */
export function keyHappening({ kid, algorithm, signsFrom }: KeyTold): { target: string; after: object } {
  return { target: `signing_key:${kid}`, after: { algorithm, signsFrom: formatInstant(signsFrom) } };
}

/** The id of the key that was made last; 0 where there is none. */
export function newestId(records: readonly SigningKeyRecord[]): number {
  return Math.max(0, ...records.map(({ id }) => id));
}

/** Called after this isolate has changed a key: it reads them before it relies on any. */
export function forgetKeys(signing: SigningMemory): void {
  signing.readAtMs = Number.NEGATIVE_INFINITY;
}

/** All keys, the one that signs last first: as they were `maxAgeMs` ago at most. */
export async function findKeys(deps: KeyDeps, maxAgeMs: number): Promise<readonly SigningKeyRecord[]> {
  await readKeys(deps, maxAgeMs);
  return deps.signing.records;
}

/** Reads the keys, unless that was done less than `maxAgeMs` ago and no key has been taken away since. */
async function readKeys(deps: KeyDeps, maxAgeMs: number): Promise<void> {
  const { signing, feed, nowMs } = deps;
  const lost = feed.signingKeysLost;
  // Before set-up nobody signs, and set-up is not to be noticed minutes late.
  const ageMs = signing.issuer === null ? Math.min(maxAgeMs, UNKNOWN_KID_MS) : maxAgeMs;
  if (signing.lost === lost && nowMs - signing.readAtMs < ageMs) return;
  const { keys, origin } = await deps.signingKeys.listWithOrigin();
  const held = keys.map(({ kid, algorithm, publicJwk }) => importSigningKey(kid, algorithm, publicJwk));
  const publicKeys = new Map((await Promise.all(held)).map((key) => [key.kid, key]));
  Object.assign(signing, { readAtMs: nowMs, lost, issuer: deps.publicUrl ?? origin, records: keys, publicKeys });
}

function sealedFor(kid: string): string {
  return `signing-key:${kid}`;
}

const DAY_SECONDS = 86_400;
