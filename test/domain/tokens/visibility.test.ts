import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { formatId } from '../../../src/contract/ids.ts';
import { principalOf } from '../../../src/domain/people/decide.ts';
import { maySee } from '../../../src/domain/tokens/authorize.ts';
import { listTokens } from '../../../src/domain/tokens/list.ts';
import { showToken } from '../../../src/domain/tokens/show.ts';
import { maker, people, token } from './powers-model.ts';
import { become, emptyWorld, exists, present, services, setUpWorld } from './powers-world.ts';
import { NOW } from './samples.ts';

const deps = { ...services, nowMs: NOW * 1000 };
const QUERY = { sort: '-created', limit: 200 } as const;

beforeAll(setUpWorld);
beforeEach(emptyWorld);

describe('what a caller may see', () => {
  it('is listed, and counted, and nothing else is: the list and the single token never disagree', async () => {
    const seen = { some: 0, none: 0, all: 0 };
    await fc.assert(
      fc.asyncProperty(people, maker, fc.array(token, { minLength: 4, maxLength: 8 }), async (standings, by, drawn) => {
        await emptyWorld();
        await become(standings);
        const [caller] = present(by, standings);
        const records = [];
        for (const one of drawn) records.push(await exists(one));
        const visible = records.filter((record) => maySee(principalOf(caller.token), record)).map(({ id }) => id);
        const page = await listTokens(deps, caller, QUERY);
        expect(page.ok && page.value.items.map(({ id }) => id).toSorted()).toEqual(visible.toSorted());
        expect(page.ok && page.value.total).toBe(visible.length);
        for (const { id } of records) {
          expect((await showToken(deps, caller, formatId('tok', id))).ok).toBe(visible.includes(id));
        }
        seen[visible.length === 0 ? 'none' : visible.length === records.length ? 'all' : 'some'] += 1;
      }),
      { numRuns: 150 },
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(3);
  }, 120_000);
});
