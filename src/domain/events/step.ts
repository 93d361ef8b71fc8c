import { PRUNED } from '../../contract/events.ts';
import { formatId } from '../../contract/ids.ts';
import { isChained, isSignedHere } from '../../crypto/audit.ts';
import { equalBytes } from '../../crypto/digest.ts';
import { toHex } from '../../crypto/hex.ts';
import type { ChainRow } from '../../d1/events/rows.ts';
import { readPruned } from './pruned.ts';
import { type Fault, fault, type Walk } from './walk.ts';

/** Takes one row, or says what is wrong with it. */
export function step(walk: Walk, row: ChainRow): Fault | null {
  const found = faultOfPlace(walk, row) ?? faultOfSignature(walk, row) ?? faultOfSeal(walk, row);
  if (found) return found;
  walk.signed ||= row.signature !== null;
  if (row.action === PRUNED && row.signature) walk.notBefore = Math.max(walk.notBefore, readPruned(row).olderThan);
  walk.expected = row.id + 1;
  walk.checked += 1;
  return null;
}

function faultOfPlace(walk: Walk, row: ChainRow): Fault | null {
  const { expected } = walk;
  if (row.id === expected) return null;
  if (row.id < expected || faultOfSignature(walk, row)) {
    return fault(row.id, 'inserted', 'no row of the trail has this id');
  }
  return fault(expected, 'removed', `the next row is ${formatId('evt', row.id)}`);
}

function faultOfSignature(walk: Walk, row: ChainRow): Fault | null {
  const { id, content, signature } = row;
  if (signature === null) {
    if (!walk.signed && id <= walk.unsignedThrough) return null;
    return fault(id, 'inserted', 'it has no signature');
  }
  if (isSignedHere(walk.keyring, content, signature)) {
    return row.at < walk.notBefore ? fault(id, 'inserted', 'it repeats a row that was pruned') : null;
  }
  const stoodHere = row.hash !== null && !walk.inTail && follows(walk, row);
  if (stoodHere && !holds(walk, row)) {
    return fault(id, 'altered', 'neither signature nor hash is that of its content, under any root key that is known');
  }
  return fault(id, 'inserted', 'its signature was not made here, or it was altered before it was chained');
}

function faultOfSeal(walk: Walk, row: ChainRow): Fault | null {
  const { id, hash } = row;
  if (hash === null) return faultOfUnsealed(walk, row);
  if (!holds(walk, row)) return fault(id, 'altered', 'its hash is not that of its content and place');
  if (walk.unsealedInPage !== null) return fault(walk.unsealedInPage, 'altered', 'it was chained, and is no more');
  if (walk.inTail) {
    walk.unsealed += 1;
    return null;
  }
  if (walk.anchor?.id === id && toHex(hash) !== walk.anchor.hash) {
    return fault(id, 'altered', 'its hash is not the one that was kept outside the database');
  }
  walk.previousHash = hash;
  walk.head = { id, hash };
  return null;
}

function faultOfUnsealed(walk: Walk, { id, previousHash }: ChainRow): Fault | null {
  if (previousHash !== null || (walk.anchor && id <= walk.anchor.id)) {
    return fault(id, 'altered', 'it was chained, and is no more');
  }
  walk.inTail = true;
  walk.previousHash = null;
  walk.unsealedInPage ??= id;
  walk.unsealed += 1;
  return null;
}

/** Whether a sealed row follows the one before, and its hash is its own. */
function holds(walk: Walk, row: ChainRow): boolean {
  if (row.previousHash === null || row.hash === null) return false;
  return follows(walk, row) && isChained(walk.keyring, row.previousHash, row, row.hash);
}

function follows({ previousHash }: Walk, row: ChainRow): boolean {
  return row.previousHash !== null && (previousHash === null || equalBytes(previousHash, row.previousHash));
}
