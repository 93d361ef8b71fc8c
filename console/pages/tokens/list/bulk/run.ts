import { useRef, useState } from 'react';
import { ask, jeton } from '../../../../api/jeton.ts';
import { queries } from '../../../../api/queries.ts';
import type { RevocationReason } from '../../consequences.ts';
import type { Token } from '../../rights.ts';

export type BulkAction = 'disable' | 'enable' | 'revoke';

/** How many calls are under way at once: quick, and far from any limit of calls by address. */
const AT_ONCE = 4;

export type Run = {
  state: 'idle' | 'running' | 'done';
  done: number;
  of: number;
  failed: { token: Token; error: unknown }[];
};
const IDLE: Run = { state: 'idle', done: 0, of: 0, failed: [] };

/** Does the same to each of some tokens, and keeps count. One that fails does not stop the others. */
export function useBulk() {
  const [run, setRun] = useState(IDLE);
  const stopped = useRef(false);
  const start = async (action: BulkAction, tokens: readonly Token[], reason: RevocationReason) => {
    stopped.current = false;
    setRun({ ...IDLE, state: 'running', of: tokens.length });
    const waiting = [...tokens];
    const work = async () => {
      for (let token = waiting.shift(); token !== undefined && !stopped.current; token = waiting.shift()) {
        const failure = await carryOut(action, token, reason);
        setRun((before) => ({
          ...before,
          done: before.done + 1,
          failed: failure === null ? before.failed : [...before.failed, failure],
        }));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    setRun((before) => ({ ...before, state: 'done' }));
    queries.invalidateQueries({ queryKey: ['tokens'] });
  };
  const stop = () => {
    stopped.current = true;
  };
  return { run, start, stop };
}

async function carryOut(
  action: BulkAction,
  token: Token,
  reason: RevocationReason,
): Promise<Run['failed'][number] | null> {
  const path = { id: token.id };
  try {
    if (action === 'disable') await ask(jeton.disableToken({ path }));
    else if (action === 'enable') await ask(jeton.enableToken({ path }));
    else await ask(jeton.revokeToken({ path, query: { reason } }));
    return null;
  } catch (error) {
    return { token, error };
  }
}
