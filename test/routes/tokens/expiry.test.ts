import { beforeAll, describe, expect, it } from 'vitest';
import type { Token } from '../../../src/contract/tokens.ts';
import { createTestApp, outcome, type TestApp } from '../../support/app.ts';
import { createWorld, type World } from '../../support/route-contract.ts';

let world: World;

const NOW_MS = Date.UTC(2036, 10, 21, 12);

beforeAll(async () => {
  world = await createWorld();
  world.test.nowMs = NOW_MS;
});

async function expiresOf(body: object, test: TestApp = world.test): Promise<string | null> {
  const json = { type: 'admin', name: 'n', ...body };
  const response = await test.call('POST', '/v1/tokens', { token: world.admin, json });
  if (!response.ok) return outcome(response);
  return (await response.json<{ token: Token }>()).token.expires;
}

describe('the forms of `expires`', () => {
  it.each([
    ['2036-12-01T10:30:00Z', '2036-12-01T10:30:00Z'],
    ['2036-12-01T10:30:00.999Z', '2036-12-01T10:30:00Z'],
    ['2036-12-01T10:30:00+02:00', '2036-12-01T08:30:00Z'],
    ['2036-12-01', '2036-12-01T23:59:59Z'],
    ['2036-11-21', '2036-11-21T23:59:59Z'],
    ['2040-02-29', '2040-02-29T23:59:59Z'],
    ['+1', '2036-11-22T12:00:00Z'],
    ['30d', '2036-12-21T12:00:00Z'],
    ['24h', '2036-11-22T12:00:00Z'],
    ['90s', '2036-11-21T12:01:30Z'],
    ['15m', '2036-11-21T12:15:00Z'],
    ['2w', '2036-12-05T12:00:00Z'],
    ['9999-12-31', '9999-12-31T23:59:59Z'],
    ['never', null],
  ])('%s ends at %s', async (expires, expected) => {
    expect(await expiresOf({ expires })).toBe(expected);
  });

  it.each([
    ['a past day', '2036-11-20'],
    ['a past instant', '2036-11-21T11:59:59Z'],
    ['this very second', '2036-11-21T12:00:00Z'],
    ['no days', '+0'],
    ['no duration', '0d'],
    ['a day that does not exist', '2036-02-30'],
    ['a leap day in a common year', '2037-02-29'],
    ['a month that does not exist', '2037-13-01'],
    ['an instant on a day that does not exist', '2037-02-30T00:00:00Z'],
    ['an hour that does not exist', '2037-01-01T25:00:00Z'],
    ['hour 24, which RFC 3339 does not know', '2037-01-01T24:00:00Z'],
    ['an instant without an offset', '2037-01-01T00:00:00'],
    ['an offset that does not exist', '2037-01-01T00:00:00+99:00'],
    ['a year after 9999', '+10000000'],
    ['days before today', '-5'],
    ['a unit that we do not know', '30y'],
    ['a fraction', '1.5d'],
    ['seconds since 1970', '1900000000'],
    ['a word', 'tomorrow'],
    ['another case', 'Never'],
    ['blanks around it', ' 30d '],
    ['nothing', ''],
  ])('%s is 400', async (_what, expires) => {
    expect(await expiresOf({ expires })).toBe('400 invalid_request');
  });
});

describe('the second of the end', () => {
  it('the last second lets in, the end refuses, and `Token-Expires` told it', async () => {
    const { test, admin } = world;
    const json = { type: 'admin', name: 'n', expires: '1h' };
    const made = await test.call('POST', '/v1/tokens', { token: admin, json });
    const { secret } = await made.json<{ secret: string }>();
    const start = test.nowMs;
    const ask = async (afterMs: number) => {
      test.nowMs = start + afterMs;
      const response = await test.call('GET', '/v1/tokens/self', { token: secret });
      test.nowMs = start;
      return response;
    };
    const last = await ask(3_599_999);
    expect(last.headers.get('Token-Expires')).toBe('2036-11-21T13:00:00Z');
    expect(await last.json()).toMatchObject({ expires: '2036-11-21T13:00:00Z', daysLeft: 0 });
    expect(await outcome(await ask(3_600_000))).toBe('401 token_expired');
  });

  it('a token without an end tells none', async () => {
    const { test, admin } = world;
    const made = await test.call('POST', '/v1/tokens', {
      token: admin,
      json: { type: 'admin', name: 'n', expires: 'never' },
    });
    const { secret } = await made.json<{ secret: string }>();
    const response = await test.call('GET', '/v1/tokens/self', { token: secret });
    expect(response.headers.has('Token-Expires')).toBe(false);
    expect(await response.json()).toMatchObject({ expires: null, daysLeft: null });
  });
});

describe('TOKEN_LIFETIMES', () => {
  const lives = (lifetimes: object) => {
    const test = createTestApp({ TOKEN_LIFETIMES: JSON.stringify(lifetimes) as '{}' });
    test.nowMs = NOW_MS;
    return test;
  };

  it('without it, the policy of the type gives the default', async () => {
    expect(await expiresOf({})).toBe('2037-11-21T12:00:00Z');
    expect(await expiresOf({ type: 'personal' })).toBe('2036-12-21T12:00:00Z');
  });

  it('gives the default life of the type that it names, and of no other', async () => {
    const test = lives({ admin: { defaultDays: 7 } });
    expect(await expiresOf({}, test)).toBe('2036-11-28T12:00:00Z');
    expect(await expiresOf({ type: 'personal' }, test)).toBe('2036-12-21T12:00:00Z');
  });

  it('a default of null never ends', async () => {
    expect(await expiresOf({}, lives({ admin: { defaultDays: null } }))).toBeNull();
  });

  it('a maximum bounds what is asked for, and `never` too', async () => {
    const test = lives({ admin: { maxDays: 10 } });
    expect(await expiresOf({ expires: '10d' }, test)).toBe('2036-12-01T12:00:00Z');
    expect(await expiresOf({ expires: '2036-12-01T12:00:01Z' }, test)).toBe('400 invalid_request');
    expect(await expiresOf({ expires: 'never' }, test)).toBe('400 invalid_request');
    expect(await expiresOf({ type: 'personal', expires: 'never' }, test)).toBeNull();
  });

  it('a maximum bounds the default, whether that is longer or never ends', async () => {
    const end = '2036-12-01T12:00:00Z';
    expect(await expiresOf({}, lives({ admin: { maxDays: 10 } }))).toBe(end);
    expect(await expiresOf({}, lives({ admin: { maxDays: 10, defaultDays: null } }))).toBe(end);
    expect(await expiresOf({}, lives({ admin: { maxDays: 10, defaultDays: 3 } }))).toBe('2036-11-24T12:00:00Z');
  });

  it.each([['{"admin":{"maxDays":0}}'], ['{"root":{}}'], ['{'], ['[]']])('%s stops the deployment', (json) => {
    expect(() => createTestApp({ TOKEN_LIFETIMES: json as '{}' })).toThrow('TOKEN_LIFETIMES');
  });
});
