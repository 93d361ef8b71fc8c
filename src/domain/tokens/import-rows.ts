import { ImportRow } from '../../contract/token-import.ts';
import type { CreateTokenBody } from '../../contract/tokens.ts';
import { sha256 } from '../../crypto/digest.ts';
import { toHex } from '../../crypto/hex.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';

/** A row of an import whose form is right: the token that it asks for, and the string that this shall have. */
export type ReadRow = {
  body: CreateTokenBody;
  /** SHA-256 of the string, in hex. */
  digest: string;
  /** The string itself, where it was given in clear. */
  secret: string | null;
  disabled: boolean;
};

const MAX_MESSAGE = 200;

/** Checks the form of a row. What is wrong is told without the string. */
export function readRow(row: unknown): Result<ReadRow, Denial> {
  const parsed = ImportRow.safeParse(row);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const unknown = issue?.code === 'unrecognized_keys' ? issue.keys.join(', ') : '';
    const field = (issue?.path.map(String).join('.') || unknown || 'row').slice(0, 100);
    return deny({ reason: 'invalid', field, message: (issue?.message ?? 'is not valid').slice(0, MAX_MESSAGE) });
  }
  const { secret, sha256: given, disabled = false, ...body } = parsed.data;
  return ok({
    // Without the string there is nothing to keep, though its type be kept by nature.
    body: secret === undefined ? { ...body, retrievable: false } : body,
    digest: secret === undefined ? (given ?? '') : toHex(sha256(secret)),
    secret: secret ?? null,
    disabled,
  });
}
