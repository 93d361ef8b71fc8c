import { ImportedTokens, type ImportResult, MAX_IMPORT_ROWS } from '../../../src/contract/token-import.ts';
import { Failure } from '../../failure.ts';
import { repeat } from '../../http/repeat.ts';
import { send } from '../../http/send.ts';
import type { Session } from '../../session.ts';

/** A row for the server; `index` is the entry of the file that it stems from, from 0. */
export type Row = { index: number; row: Record<string, unknown> };
/** What a file holds: rows to send, and those that can be none. */
export type ReadRows = { rows: Row[]; refused: ImportResult[] };
/** What became of a file; `row` counts its entries. */
export type Outcome = { imported: number; exists: number; refused: number; results: ImportResult[] };

/** Below the 4 MiB that the server reads, with room for what stands around the rows. */
const MAX_BATCH_BYTES = 3_500_000;
const TIMEOUT_SECONDS = 120;

/** A row that was refused. */
export function refusal(row: number, code: string | null, detail: string): ImportResult {
  return { row, status: 'refused', id: null, code, detail };
}

/** Sends all rows, so many a call; each call is safe to repeat. */
export async function sendRows(session: Session, { rows, refused }: ReadRows): Promise<Outcome> {
  const outcome: Outcome = { imported: 0, exists: 0, refused: refused.length, results: [...refused] };
  for (const batch of batchesOf(rows)) {
    try {
      add(outcome, batch, await sendBatch(session, batch));
    } catch (error) {
      throw explained(error, outcome);
    }
  }
  outcome.results.sort((one, other) => one.row - other.row);
  return outcome;
}

async function sendBatch(session: Session, batch: Row[]): Promise<Outcome> {
  const body = { tokens: batch.map(({ row }) => row) };
  const request = { method: 'POST', path: '/v1/tokens/import', body, timeoutSeconds: TIMEOUT_SECONDS } as const;
  return (await repeat(() => send(session, request, ImportedTokens))).value;
}

function add(outcome: Outcome, batch: Row[], { imported, exists, refused, results }: Outcome): void {
  outcome.imported += imported;
  outcome.exists += exists;
  outcome.refused += refused;
  for (const result of results) outcome.results.push({ ...result, row: batch[result.row]?.index ?? result.row });
}

function batchesOf(rows: Row[]): Row[][] {
  const batches: Row[][] = [];
  let batch: Row[] = [];
  let bytes = 0;
  for (const row of rows) {
    const size = Buffer.byteLength(JSON.stringify(row.row)) + 1;
    if (batch.length === MAX_IMPORT_ROWS || (batch.length > 0 && bytes + size > MAX_BATCH_BYTES)) {
      batches.push(batch);
      batch = [];
      bytes = 0;
    }
    batch.push(row);
    bytes += size;
  }
  return batch.length > 0 ? [...batches, batch] : batches;
}

/** What failed, and that nothing is lost by giving the command again. */
function explained(error: unknown, { imported, exists }: Outcome): unknown {
  if (!(error instanceof Failure) || imported + exists === 0) return error;
  const came = `${imported + exists} tokens are there by now; the same command again goes on with the rest`;
  return new Failure([...error.lines, came], error.exitCode);
}
