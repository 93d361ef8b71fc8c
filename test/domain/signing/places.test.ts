import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseId } from '../../../src/contract/ids.ts';
import { STATUS_LIST_SIZE } from '../../../src/contract/signed-tokens.ts';
import { issueSecret } from '../../../src/domain/signing/issue.ts';
import { createTestApp, setUpAdmin } from '../../support/app.ts';
import { addMarketing, isListedInvalid, makeSigned, placeOf } from '../../support/signed.ts';

const TOKENS = 2_000;
const PARTS = 16;

const test = createTestApp();
let admin = '';
beforeAll(async () => {
  admin = await setUpAdmin(test);
  await addMarketing(test, admin);
});

describe('the places of tokens in a status list', () => {
  it('that were made in a row tell nothing of it: they are spread, in no order, and none is another’s', async () => {
    const { id } = await makeSigned(test, admin);
    const { services, isolate, nowMs } = test;
    const record = await services.tokens.find(parseId('tok', id) ?? 0);
    if (!record) throw new Error('there is no such token');
    const deps = { ...services, signing: isolate.signing, feed: isolate.feed, nowMs };
    const places: number[] = [];
    for (let made = 0; made < TOKENS; made += 1) {
      const issued = await issueSecret(deps, record);
      if (!issued.ok) throw new Error('it was not issued');
      const { status } = issued.value.stored;
      places.push(status?.index ?? -1);
      await env.DB.prepare(
        'insert into secrets (digest, token_id, number, status_list, status_index) values (?, ?, ?, ?, ?)',
      )
        .bind(issued.value.stored.digest, record.id, made + 2, status?.list, status?.index)
        .run();
    }
    expect(new Set(places).size).toBe(TOKENS);
    expect(Math.min(...places)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...places)).toBeLessThan(STATUS_LIST_SIZE);
    // Chance itself goes beyond these once in some ten million runs: 15 degrees of freedom, five standard deviations.
    const expected = TOKENS / PARTS;
    const counts = Array.from({ length: PARTS }, (_, part) => places.filter((at) => partOf(at) === part).length);
    const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    expect(chiSquare).toBeLessThan(62);
    const rising = places.filter((place, at) => at > 0 && place > (places[at - 1] ?? 0)).length;
    expect(Math.abs(rising - TOKENS / 2)).toBeLessThan(5 * Math.sqrt(TOKENS / 12));
  }, 120_000);

  it('are drawn again where one is taken meanwhile', async () => {
    const taken = await makeSigned(test, admin);
    const { idx } = placeOf(taken.secret);
    let asked = 0;
    const { services } = test;
    const findFree: typeof services.statusLists.findFree = (candidates) => {
      asked += 1;
      return asked === 1 ? Promise.resolve({ list: 1, index: idx }) : services.statusLists.findFree(candidates);
    };
    test.services = { ...services, statusLists: { ...services.statusLists, findFree } };
    const made = await makeSigned(test, admin);
    test.services = services;
    expect(asked).toBe(2);
    expect(placeOf(made.secret).idx).not.toBe(idx);
  });

  it('come from the next list where this one is full, and both are told', async () => {
    const inFirst = await makeSigned(test, admin);
    const { services } = test;
    const full = await services.statusLists.newest();
    // A list of a million is full where none of the places that were drawn is free: here none ever is.
    const findFree: typeof services.statusLists.findFree = async (candidates) => {
      const found = await services.statusLists.findFree(candidates);
      return found.list === full ? { list: full, index: null } : found;
    };
    test.services = { ...services, statusLists: { ...services.statusLists, findFree } };
    const made = [await makeSigned(test, admin), await makeSigned(test, admin)];
    test.services = services;
    expect(made.map(({ secret }) => placeOf(secret).uri.split('/').at(-1))).toEqual(['2', '2']);
    const after = await makeSigned(test, admin);
    expect(placeOf(after.secret).uri).toContain('/status-lists/2');
    await test.call('DELETE', `/v1/tokens/${made[0]?.id}`, { token: admin });
    test.nowMs += 10_001;
    expect(await isListedInvalid(test, made[0]?.secret ?? '')).toBe(true);
    expect(await isListedInvalid(test, made[1]?.secret ?? '')).toBe(false);
    expect(await isListedInvalid(test, inFirst.secret)).toBe(false);
  });

  it('are found free in a list that is nearly full, and not where every one that was drawn is taken', async () => {
    const list = (await test.services.statusLists.newest()) + 1;
    await test.services.statusLists.open(list - 1, 0);
    await env.DB.prepare(
      `with recursive n(i) as (select 0 union all select i + 1 from n where i < 62)
       insert into secrets (digest, token_id, number, status_list, status_index)
       select randomblob(32), (select max(id) from tokens), 5000 + i, ?, i from n`,
    )
      .bind(list)
      .run();
    const places = Array.from({ length: 64 }, (_, at) => at);
    expect(await test.services.statusLists.findFree(places)).toEqual({ list, index: 63 });
    expect(await test.services.statusLists.findFree(places.slice(0, 63))).toEqual({ list, index: null });
  });
});

function partOf(place: number): number {
  return Math.floor((place * PARTS) / STATUS_LIST_SIZE);
}
