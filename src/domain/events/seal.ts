import { CHAIN_START, chainHash } from '../../crypto/audit.ts';
import { equalBytes } from '../../crypto/digest.ts';
import { fromHex, toHex } from '../../crypto/hex.ts';
import type { Keyring, Keys } from '../../crypto/keyring.ts';
import type { ChainRow } from '../../d1/events/rows.ts';
import type { Head, Seal } from '../../d1/events/seal.ts';
import type { EventStore } from '../../d1/events.ts';
import type { AuditHead, AuditHeadStore } from '../../kv/audit-head.ts';
import { prunedThrough } from './pruned.ts';

export type SealChunkDeps = { events: Pick<EventStore, 'findUnsealed' | 'seal'>; keyring: Keyring };
export type SealDeps = SealChunkDeps & {
  events: Pick<EventStore, 'findHead' | 'findHash' | 'findPruned'>;
  auditHead: AuditHeadStore;
};

const CHUNK_ROWS = 1_000;
/** A chunk is three queries, and an invocation on the free plan has 50. */
const MAX_CHUNKS = 10;

/**
 * Chains the rows that have yet to be, oldest first, up to a run's worth, and tells KV of the chain's new end.
 * Returns how many, and whether more may be left. Two at once compute the same hashes: no lock is needed.
 */
export async function sealEvents(deps: SealDeps): Promise<{ sealed: number; more: boolean }> {
  let sealed = 0;
  let more = true;
  for (let chunk = 0; chunk < MAX_CHUNKS && more; chunk += 1) {
    const done = await sealChunk(deps);
    sealed += done.sealed;
    more = done.found > 0;
  }
  await anchor(deps);
  return { sealed, more };
}

/** Chains one chunk of rows, behind the answer of a change. What fails here the next cron makes good. */
export async function sealChunk({ events, keyring }: SealChunkDeps): Promise<{ found: number; sealed: number }> {
  const { head, rows } = await events.findUnsealed(CHUNK_ROWS);
  if (rows.length === 0) return { found: 0, sealed: 0 };
  return { found: rows.length, sealed: await events.seal(chain(keyring.current, head, rows)) };
}

function chain(keys: Keys, head: Head | null, rows: readonly ChainRow[]): Seal[] {
  let previousHash = head?.hash ?? CHAIN_START;
  return rows.map((row) => {
    const hash = chainHash(keys, previousHash, row);
    const link = { id: row.id, previousHash: toHex(previousHash), hash: toHex(hash) };
    previousHash = hash;
    return link;
  });
}

/** Moves the anchor in KV to the end of the chain, unless the chain has lost what the anchor names. */
async function anchor(deps: SealDeps): Promise<void> {
  const head = await deps.events.findHead();
  const known = await deps.auditHead.get();
  if (head === null || (known !== null && !(await continues(deps, known, head)))) return;
  await deps.auditHead.put({ id: head.id, hash: toHex(head.hash) });
}

/** A chain that was cut off and has grown again must not take the anchor along: it is what shows the cut. */
async function continues(deps: SealDeps, known: AuditHead, head: Head): Promise<boolean> {
  if (known.id >= head.id) return false;
  const [hash, expected] = [await deps.events.findHash(known.id), fromHex(known.hash)];
  if (hash !== null && expected !== null) return equalBytes(hash, expected);
  return hash === null && known.id <= (await prunedThrough(deps));
}
