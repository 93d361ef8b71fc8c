import type { Value } from '../../../client/api/index.ts';
import { parseId } from '../../../src/contract/ids.ts';
import { ask, jeton } from '../../api/jeton.ts';

type Verification = Value<'verifyEvents'>;

/** What the steps found together. */
export type Checked = { rows: number } & Pick<Verification, 'unsealed' | 'fault' | 'head'>;

/** Checks the whole trail, a step a request. Ids are given in order: the newest says how far there is to go. */
export async function checkTrail(signal: AbortSignal, onStep: (done: number, of: number) => void): Promise<Checked> {
  const { items } = await ask(jeton.listEvents({ query: { limit: 1 }, signal }));
  const last = numberOf(items[0]?.id);
  let rows = 0;
  let unsealed = 0;
  let after: string | undefined;
  for (;;) {
    const step: Verification = await ask(jeton.verifyEvents({ query: { after }, signal }));
    rows += step.checked;
    unsealed += step.unsealed;
    if (step.next === null || step.fault !== null) return { rows, unsealed, fault: step.fault, head: step.head };
    onStep(numberOf(step.next), last);
    after = step.next;
  }
}

function numberOf(id: string | undefined): number {
  return (id === undefined ? null : parseId('evt', id)) ?? 0;
}
