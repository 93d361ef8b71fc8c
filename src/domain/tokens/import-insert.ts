import { formatId, makeKey } from '../../contract/ids.ts';
import { StorageError } from '../../contract/storage-error.ts';
import { fromHex } from '../../crypto/hex.ts';
import type { Keyring } from '../../crypto/keyring.ts';
import { random12Bits } from '../../crypto/random.ts';
import { seal } from '../../crypto/seal.ts';
import type { PlaceStore } from '../../d1/places.ts';
import type { ImportedToken } from '../../d1/tokens/import.ts';
import type { TokenStore } from '../../d1/tokens.ts';
import { type Caller, eventBy } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { principalOf } from '../people/decide.ts';
import { maySee } from './authorize.ts';
import { refusePersonal } from './create.ts';
import type { ReadRow } from './import-rows.ts';
import { type NewToken, newRecord, sealingContext } from './issue.ts';
import type { TokenLimits } from './types.ts';
import { viewToken } from './view.ts';

export type InsertDeps = {
  tokens: Pick<TokenStore, 'findByDigests' | 'findPersonal' | 'import'>;
  places: Pick<PlaceStore, 'findMissingOf'>;
  keyring: Keyring;
  limits: TokenLimits;
  nowMs: number;
};

/** What became of a row. `exists`: its very string is that of a token here, and nothing was changed. */
export type Outcome = { status: 'imported' | 'exists'; id: number } | { status: 'refused'; denial: Denial };

/** A row that its maker may make a token of. */
export type Wanted = { row: ReadRow; draft: NewToken };

/** Outcomes by the digest of the string. */
type Outcomes = Map<string, Outcome>;

/** How many go into one batch: what another request spoils is tried again in smaller ones, at last one by one. */
const BATCH_ROWS = [250, 25, 5, 1, 1] as const;

/** The outcomes of strings that tokens have. Whose token the caller may not see is not named. */
export async function findKnown(
  deps: Pick<InsertDeps, 'tokens'>,
  caller: Caller,
  digests: readonly string[],
): Promise<Outcomes> {
  const known = digests.length === 0 ? new Map() : await deps.tokens.findByDigests(digests);
  const principal = principalOf(caller.token);
  const outcomes: Outcomes = new Map();
  for (const [digest, token] of known) {
    outcomes.set(
      digest,
      maySee(principal, token)
        ? { status: 'exists', id: token.id }
        : { status: 'refused', denial: { reason: 'conflict', message: 'another token has this string' } },
    );
  }
  return outcomes;
}

/**
 * Inserts tokens and notes what became of each. Throws a StorageError when other requests keep getting in between;
 * what was inserted until then stays.
 */
export async function insertAll(
  deps: InsertDeps,
  caller: Caller,
  wanted: readonly Wanted[],
  outcomes: Outcomes,
): Promise<void> {
  const isOpen = ({ row }: Wanted) => !outcomes.has(row.digest);
  let open = wanted;
  for (const rows of BATCH_ROWS) {
    await refuseCrowded(deps, open, outcomes);
    open = open.filter(isOpen);
    // Drawn anew each time: where another call of this millisecond has taken some, more of the same would be taken too.
    const drawId = drawIds(deps.nowMs);
    const made = await Promise.all(open.map((each) => make(deps, caller, each, drawId())));
    await insertMade(deps, open, made, rows, outcomes);
    open = open.filter(isOpen);
    if (open.length === 0) return;
    await lookAgain(deps, caller, open, outcomes);
    open = open.filter(isOpen);
  }
  if (open.length > 0) throw new StorageError(`other requests got in between ${BATCH_ROWS.length} times`);
}

async function insertMade(
  deps: InsertDeps,
  open: readonly Wanted[],
  made: readonly ImportedToken[],
  rows: number,
  outcomes: Outcomes,
): Promise<void> {
  const imported = new Set(await deps.tokens.import(made, { rows, personalTokens: deps.limits.personalTokens }));
  for (const [at, { record }] of made.entries()) {
    const digest = open[at]?.row.digest;
    if (digest !== undefined && imported.has(record.id)) outcomes.set(digest, { status: 'imported', id: record.id });
  }
}

/** What another request may have made of tokens that were not inserted: they are there now, or name what is gone. */
async function lookAgain(deps: InsertDeps, caller: Caller, open: readonly Wanted[], outcomes: Outcomes): Promise<void> {
  const digests = open.map(({ row }) => row.digest);
  for (const [digest, outcome] of await findKnown(deps, caller, digests)) outcomes.set(digest, outcome);
  const left = open.filter(({ row }) => !outcomes.has(row.digest));
  const drafts = left.map(({ draft }) => draft);
  const missing = await findMissing(deps, drafts);
  for (const { row, draft } of left) {
    const denial = missing(draft);
    if (denial) outcomes.set(row.digest, { status: 'refused', denial });
  }
}

/** Ids in a row, so that a list shows tokens in the order of the file; no two of one call clash. */
function drawIds(nowMs: number): () => number {
  let next = makeKey(nowMs, random12Bits());
  return () => {
    next += 1;
    return next;
  };
}

/** Asks which of the names that drafts speak of do not exist; each kind of draft is asked for once. */
export async function findMissing(
  { places }: Pick<InsertDeps, 'places'>,
  drafts: readonly NewToken[],
): Promise<(draft: NewToken) => Denial | null> {
  const kinds = new Map(drafts.map((draft) => [kindOf(draft), draft]));
  const missing = await places.findMissingOf([...kinds.values()]);
  const missingOf = new Map([...kinds.keys()].map((kind, at) => [kind, missing[at]]));
  return (draft) => {
    const found = missingOf.get(kindOf(draft));
    return found ? { reason: 'invalid', field: found.field, message: `${found.name} does not exist` } : null;
  };
}

function kindOf({ projects, environments, grants, clients }: NewToken): string {
  return JSON.stringify([projects, environments, grants, clients]);
}

/** Of personal tokens a person has only so many, each with a description of its own: those of this call count too. */
async function refuseCrowded(deps: InsertDeps, open: readonly Wanted[], outcomes: Outcomes): Promise<void> {
  const personal = open.filter(({ row, draft }) => draft.type === 'personal' && !outcomes.has(row.digest));
  if (personal.length === 0) return;
  const owners = [...new Set(personal.flatMap(({ draft }) => draft.ownerId ?? []))];
  const alive = await deps.tokens.findPersonal(owners, Math.floor(deps.nowMs / 1000));
  const described = new Map<number | null, (string | null)[]>();
  const of = (ownerId: number | null) => described.get(ownerId) ?? [];
  for (const { ownerId, description } of alive) described.set(ownerId, [...of(ownerId), description]);
  for (const { row, draft } of personal) {
    const others = of(draft.ownerId);
    const taken = draft.description !== null && others.includes(draft.description);
    const outcome = taken ? 'description_taken' : others.length >= deps.limits.personalTokens ? 'too_many' : 'free';
    const denial = refusePersonal(outcome, draft, deps.limits.personalTokens);
    if (denial) outcomes.set(row.digest, { status: 'refused', denial });
    else described.set(draft.ownerId, [...others, draft.description]);
  }
}

async function make(deps: InsertDeps, caller: Caller, { row, draft }: Wanted, id: number): Promise<ImportedToken> {
  const nowSeconds = Math.floor(deps.nowMs / 1000);
  const record = { ...newRecord(draft, deps.nowMs), id, disabledAt: row.disabled ? nowSeconds : null };
  const keeps = record.retrievable && row.secret !== null;
  return {
    record,
    secret: {
      digest: fromHex(row.digest) ?? new Uint8Array(),
      sealed: keeps ? await seal(deps.keyring, row.secret ?? '', sealingContext(record)) : null,
      status: null,
    },
    event: eventBy(caller, nowSeconds, {
      action: 'token.imported',
      target: formatId('tok', id),
      project: record.projects.length === 1 ? (record.projects[0] ?? null) : null,
      after: viewToken(record, nowSeconds),
    }),
  };
}
