import type { Schemas } from '../../../client/api/index.ts';

type Told = Pick<Schemas['Event'], 'target' | 'before' | 'after'>;

/** What an event calls the thing that it is about; null: nothing but its id. `group:marketing` says it itself. */
export function subjectOf({ target, before, after }: Told): string | null {
  if (target.includes(':') && !target.startsWith('member:')) return null;
  return nameIn(after) ?? nameIn(before);
}

function nameIn(side: unknown): string | null {
  if (typeof side !== 'object' || side === null) return null;
  const { name, email, address } = side as Record<string, unknown>;
  return [name, email, address].find((one): one is string => typeof one === 'string' && one !== '') ?? null;
}
