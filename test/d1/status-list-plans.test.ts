import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { createTestApp } from '../support/app.ts';
import { planOf, type Queries, recordQueries } from '../support/recorded-queries.ts';

const { binding, queries } = recordQueries();
const test = createTestApp({ DB: binding });
const nowSeconds = Math.floor(test.nowMs / 1000);
const AFTER = { owner: 1, major: 1, minor: 1, index: 1 };

const asked = async (ask: () => Promise<unknown>): Promise<Queries> => {
  queries.clear();
  await ask();
  return new Map(queries);
};

/** What SQLite says of every statement that was issued; people who are disabled are few, and there is no index of them. */
const stepsOf = async (all: Queries): Promise<string[]> => {
  const plans = await Promise.all([...all].map(([sql, values]) => planOf(sql, values)));
  expect(plans.some(({ sorts }) => sorts)).toBe(false);
  return plans.flatMap(({ steps }) => steps);
};

beforeAll(async () => {
  // As in a deployment that has been analysed: the planner must not be led astray by what it knows.
  await env.DB.exec('analyze');
});

describe('a status list is read by index', () => {
  const page = { list: 1, nowSeconds, limit: 5_000 };
  const { statusLists } = test.services;

  it.each([['the first page', null] as const, ['a later page', AFTER] as const])('%s', async (_which, after) => {
    const stopped = await asked(() => statusLists.findInvalid({ ...page, kind: 'stopped', after }));
    expect(await stepsOf(stopped)).toEqual([
      expect.stringMatching(/^SEARCH t USING INDEX tokens_signed_stopped \(id>\?\)|^SEARCH t .*tokens_signed_stopped/),
      expect.stringMatching(/^SEARCH s USING INDEX secrets_by_token \(token_id=\?\)/),
    ]);
    const replaced = await asked(() => statusLists.findInvalid({ ...page, kind: 'replaced', after }));
    expect(await stepsOf(replaced)).toEqual([
      expect.stringMatching(/^SEARCH secrets USING (?:COVERING )?INDEX secrets_status_ended \(status_list=\? AND/),
    ]);
    const ofDisabled = await asked(() => statusLists.findInvalid({ ...page, kind: 'owner_disabled', after }));
    expect(await stepsOf(ofDisabled)).toEqual([
      expect.stringMatching(/^(?:SEARCH|SCAN) u\b/),
      expect.stringMatching(/^SEARCH t USING INDEX tokens_by_owner \(owner_id=\?\)/),
      expect.stringMatching(/^SEARCH s USING INDEX secrets_by_token \(token_id=\?\)/),
    ]);
  });

  it('and so are the next end of an overlap, and the places that are free', async () => {
    expect(await stepsOf(await asked(() => statusLists.findNextEnd(1, nowSeconds)))).toEqual([
      expect.stringMatching(/^SEARCH secrets USING (?:COVERING )?INDEX secrets_status_ended \(status_list=\? AND/),
    ]);
    const free = await stepsOf(await asked(() => statusLists.findFree([1, 2, 3])));
    expect(free).toContainEqual(expect.stringMatching(/^SEARCH secrets USING .*INDEX secrets_by_status \(/));
    expect(free.filter((step) => /^SCAN (?!l$|l USING|json_each)/.test(step))).toEqual([]);
  });
});
