import { StorageError } from '../../contract/storage-error.ts';
import type { Told } from '../../contract/tokens.ts';
import type { Keyring } from '../../crypto/keyring.ts';
import { open } from '../../crypto/seal.ts';
import type { EventStore } from '../../d1/events.ts';
import type { TokenStore } from '../../d1/tokens.ts';
import type { Caller } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';
import type { SurroundingsDeps } from './authority.ts';
import { authorize } from './authorize.ts';
import { changeEvent, findToken, refuseEndedRecord } from './change.ts';
import { sealingContext } from './issue.ts';
import { tell } from './tell.ts';

export type RevealDeps = SurroundingsDeps & {
  tokens: Pick<TokenStore, 'find' | 'findSealedSecret'>;
  events: Pick<EventStore, 'add'>;
  keyring: Keyring;
  nowMs: number;
};

/**
 * The secret of a retrievable token. Its audit row is committed before the secret is handed out: if it cannot be
 * written, nothing is told.
 */
export async function revealSecret(deps: RevealDeps, caller: Caller, id: string): Promise<Result<Told, Denial>> {
  const record = await findToken(deps, id);
  if (!record) return deny({ reason: 'not_found' });
  const denial = (await authorize(deps, caller, record, 'reveal')) ?? refuseEndedRecord(record, deps.nowMs);
  if (denial) return deny(denial);
  const sealed = record.retrievable ? await deps.tokens.findSealedSecret(record) : null;
  if (!sealed) {
    return deny({ reason: 'conflict', message: 'the secret was not kept: the token is not retrievable; refresh it' });
  }
  const secret = await open(deps.keyring, sealed, sealingContext(record)).catch((cause) => {
    throw new StorageError('a kept secret does not open', { cause });
  });
  const told = tell(deps.keyring, record, secret);
  await deps.events.add(changeEvent(deps, caller, 'token.revealed', record, record));
  return ok(told);
}
