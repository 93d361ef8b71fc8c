import type { Verified } from '../../contract/binding.ts';
import { formatScope } from '../../contract/scopes.ts';
import { MAX_SIGNED_LENGTH } from '../../contract/signed-tokens.ts';
import { StorageError } from '../../contract/storage-error.ts';
import type { Denial } from '../../domain/denial.ts';
import { verifyForGuard } from '../../domain/tokens/verify-for-caller.ts';
import { viewCopy } from '../../domain/tokens/view.ts';
import { behind, describe, type Invocation, verifyDepsOf } from '../../invocation.ts';
import { explain } from '../errors.ts';
import { readOptions } from './options.ts';
import type { BoundCaller } from './props.ts';

type Context = Pick<ExecutionContext, 'waitUntil'>;

/**
 * The verdict on a token for another Worker. All that can go wrong is a value, as with HTTP: nothing is thrown over the
 * binding, where it would be an exception in somebody else's request.
 */
export async function verifyOverBinding(
  invocation: Invocation,
  context: Context,
  { clientId, projects }: BoundCaller,
  token: unknown,
  options: unknown,
): Promise<Verified> {
  const nameRequest = () => `req_${crypto.randomUUID()}`;
  try {
    if (typeof token !== 'string') return refused({ reason: 'invalid', field: 'token', message: 'must be a string' });
    const asked = readOptions(options);
    if (!asked.ok) return refused(asked.denial);
    const deps = verifyDepsOf(
      invocation,
      behind(() => context),
      nameRequest,
    );
    const nowSeconds = Math.floor(invocation.nowMs / 1000);
    // What is too long is not looked at, and fails like any string that is no token.
    const presented = token.length > MAX_SIGNED_LENGTH ? '' : token;
    const body = { ...asked.value, token: presented };
    const result = await verifyForGuard(deps, { projects, clientId }, body, nowSeconds);
    if (!result.ok) return refused(result.denial);
    return { active: true, code: null, token: viewCopy(result.value, nowSeconds) };
  } catch (error) {
    return failed(error, nameRequest());
  }
}

function refused(denial: Denial): Verified {
  return {
    active: false,
    ...explain(denial),
    ...(denial.reason === 'insufficient_scope' && { scope: formatScope(denial.need) }),
    ...(denial.reason === 'use_nonce' && { nonce: denial.nonce }),
  };
}

function failed(error: unknown, requestId: string): Verified {
  const storage = error instanceof StorageError;
  const level = storage ? 'storage' : 'internal';
  console.error(JSON.stringify({ message: 'verify failed', level, requestId, error: describe(error) }));
  if (storage) return { active: false, code: 'unavailable', detail: 'Storage cannot answer just now.' };
  const detail = `Something failed on our side; the log has it under ${requestId}.`;
  return { active: false, code: 'internal_error', detail };
}
