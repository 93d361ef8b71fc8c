import { queries, SESSION_KEY } from '../../api/queries.ts';

const NOUNS = ['users', 'groups', 'roles', 'members', 'projects'];

/** Asks anew for whatever a change of people, roles or projects may have touched: one's own rights among it. */
export async function refreshPeople(): Promise<void> {
  const keys = [SESSION_KEY, ...NOUNS.map((noun) => [noun])];
  await Promise.all(keys.map((queryKey) => queries.invalidateQueries({ queryKey })));
}
