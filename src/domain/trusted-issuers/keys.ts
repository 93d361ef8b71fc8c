import { type ForeignKey, importForeignKeys, type Unverified } from '../../crypto/foreign-jwt.ts';
import type { IssuerKeyFetcher } from '../../outbound/issuer-keys.ts';
import type { Denial } from '../denial.ts';
import { forgetOldest } from '../edge/forget-oldest.ts';
import { deny, ok, type Result } from '../result.ts';

type Known = {
  keys: ForeignKey[];
  readAtMs: number;
  /** When it was asked last, whatever came of it, and why that failed. */
  askedAtMs: number;
  failure: string | null;
};

/** What an isolate remembers of the issuers that it asked for their keys. */
export type IssuerMemory = Map<string, Known>;

export type ForeignKeyDeps = {
  issuerKeys: Pick<IssuerKeyFetcher, 'fetchKeys'>;
  issuerMemory: IssuerMemory;
  nowMs: number;
};

/** A key that an issuer takes away is believed so long. */
const MEMORY_MS = 600_000;
/** Anybody can make up the name of a key: it has the keys read anew this often at most. */
const UNKNOWN_KID_MS = 30_000;
/** An issuer that could not be had is left alone for as long. */
const FAILED_MS = 10_000;
const MAX_REMEMBERED = 100;

export function createIssuerMemory(): IssuerMemory {
  return new Map();
}

/**
 * The key of an issuer that a token says it was signed with, for the algorithm that it says; null: the issuer has none
 * such. Denies with `issuer_unreachable` where nobody can tell.
 */
export async function findForeignKey(
  deps: ForeignKeyDeps,
  { issuer, kid, algorithm }: Unverified,
): Promise<Result<ForeignKey | null, Denial>> {
  const isIt = (key: ForeignKey) => key.kid === kid && key.algorithm === algorithm;
  const known = deps.issuerMemory.get(issuer) ?? UNKNOWN;
  const fresh = deps.nowMs - known.readAtMs < MEMORY_MS;
  const held = fresh ? known.keys.find(isIt) : undefined;
  if (held) return ok(held);
  const restMs = known.failure === null ? UNKNOWN_KID_MS : FAILED_MS;
  const asked = deps.nowMs - known.askedAtMs < restMs ? known : await askIssuer(deps, issuer, known);
  if (asked.failure !== null) return deny({ reason: 'issuer_unreachable', why: asked.failure });
  return ok(asked.keys.find(isIt) ?? null);
}

const UNKNOWN: Known = {
  keys: [],
  readAtMs: Number.NEGATIVE_INFINITY,
  askedAtMs: Number.NEGATIVE_INFINITY,
  failure: null,
};

async function askIssuer(
  { issuerKeys, issuerMemory, nowMs }: ForeignKeyDeps,
  issuer: string,
  before: Known,
): Promise<Known> {
  const fetched = await issuerKeys.fetchKeys(issuer);
  const keys = fetched.kind === 'keys' ? await importForeignKeys(fetched.document) : null;
  const failure = fetched.kind === 'failed' ? fetched.reason : keys === null ? 'it sent no key set' : null;
  const known =
    keys === null ? { ...before, askedAtMs: nowMs, failure } : { keys, readAtMs: nowMs, askedAtMs: nowMs, failure };
  issuerMemory.delete(issuer);
  issuerMemory.set(issuer, known);
  if (issuerMemory.size > MAX_REMEMBERED) forgetOldest(issuerMemory, 1);
  return known;
}
