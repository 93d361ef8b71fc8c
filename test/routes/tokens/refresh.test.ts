import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseId } from '../../../src/contract/ids.ts';
import type { Token } from '../../../src/contract/tokens.ts';
import { type CallOptions, outcome } from '../../support/app.ts';
import { addProject, createWorld, dumpTables, issue, type World } from '../../support/route-contract.ts';

type Answer = { token: Token; secret: string };
const HOUR_MS = 3_600_000;

let world: World;
let token: { id: string; secret: string };

beforeAll(async () => {
  world = await createWorld();
  await addProject('web');
});

beforeEach(async () => {
  token = await issue(world, { type: 'client', project: 'web', environments: ['production'], expires: '10d' });
});

function ask(path: string, options: CallOptions): Promise<Response> {
  return world.test.call('POST', path, options);
}

async function refresh(json?: object, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await ask(`/v1/tokens/${token.id}/refresh`, { token: world.admin, json, headers });
  expect(response.status).toBe(200);
  return response.json();
}

async function use(secret: string): Promise<string> {
  return outcome(await world.test.call('GET', '/v1/tokens/self', { token: secret }));
}

describe('a refresh without overlap', () => {
  it.each([
    ['no body', undefined],
    ['an empty one', {}],
    ['overlap 0', { overlap: 0 }],
  ])('(%s) refuses the old secret at once, under the same id', async (_what, json) => {
    const fresh = await refresh(json);
    expect(fresh.secret).not.toBe(token.secret);
    expect(fresh.token).toMatchObject({ id: token.id, previousSecretUntil: null });
    expect(await use(token.secret)).toBe('401 token_replaced');
    expect(await use(fresh.secret)).toBe('200');
  });

  it('keeps all but the secret and its time', async () => {
    const path = `/v1/tokens/${token.id}`;
    const before = await (await world.test.call('GET', path, { token: world.admin })).json<Token>();
    world.test.nowMs += 5_000;
    const { token: after } = await refresh();
    expect(before.refreshedAt).toBeNull();
    expect(after).toEqual({ ...before, refreshedAt: expect.stringMatching(/^2036-/) });
  });

  it('ends every secret there was', async () => {
    const second = await refresh({ overlap: '24h' });
    const third = await refresh();
    expect(await use(token.secret)).toBe('401 token_replaced');
    expect(await use(second.secret)).toBe('401 token_replaced');
    expect(await use(third.secret)).toBe('200');
  });
});

describe('a refresh with overlap', () => {
  it('lets both secrets in, and tells until when', async () => {
    const fresh = await refresh({ overlap: '24h' });
    const until = new Date(world.test.nowMs + 24 * HOUR_MS).toISOString().replace('.000', '');
    expect(fresh.token.previousSecretUntil).toBe(until);
    expect(await use(token.secret)).toBe('200');
    expect(await use(token.secret)).toBe('200');
    expect(await use(fresh.secret)).toBe('200');
  });

  it('ends the old secret once the new one was used, for the whole of the deployment', async () => {
    const fresh = await refresh({ overlap: '24h' });
    expect(await use(token.secret)).toBe('200');
    await use(fresh.secret);
    expect(await use(token.secret)).toBe('401 token_replaced');
    const shown = await world.test.call('GET', `/v1/tokens/${token.id}`, { token: world.admin });
    expect(await shown.json()).toMatchObject({ previousSecretUntil: null });
  });

  it('is not ended by a use that was refused', async () => {
    const fresh = await refresh({ overlap: '24h' });
    expect(await outcome(await world.test.call('GET', '/v1/tokens', { token: fresh.secret }))).toBe(
      '403 wrong_token_type',
    );
    expect(await use(token.secret)).toBe('200');
  });

  it('ends at the deadline where the new secret is never used', async () => {
    const fresh = await refresh({ overlap: '1h' });
    const start = world.test.nowMs;
    world.test.nowMs = start + HOUR_MS - 1;
    expect(await use(token.secret)).toBe('200');
    world.test.nowMs = start + HOUR_MS;
    expect(await use(token.secret)).toBe('401 token_replaced');
    expect(await use(fresh.secret)).toBe('200');
    world.test.nowMs = start;
  });

  it('never outlives the token', async () => {
    const shown = await refresh({ overlap: '30d' });
    expect(shown.token.previousSecretUntil).toBe(shown.token.expires);
    const start = world.test.nowMs;
    world.test.nowMs = start + 240 * HOUR_MS;
    expect(await use(token.secret)).toBe('401 token_expired');
    world.test.nowMs = start;
  });

  it('leaves two secrets at most: another refresh ends the oldest at once', async () => {
    const second = await refresh({ overlap: '24h' });
    const third = await refresh({ overlap: '24h' });
    expect(await use(token.secret)).toBe('401 token_replaced');
    expect(await use(second.secret)).toBe('200');
    expect(await use(third.secret)).toBe('200');
  });

  it.each(['31d', '+1', '2099-01-01', 'never', '-1h', '0', ''])('of %j is 400 and changes nothing', async (overlap) => {
    const before = await dumpTables();
    const response = await ask(`/v1/tokens/${token.id}/refresh`, { token: world.admin, json: { overlap } });
    expect(await outcome(response)).toBe('400 invalid_request');
    expect(await dumpTables()).toEqual(before);
  });

  it.each(['application/x-www-form-urlencoded', 'text/plain'])(
    'sent as %s is refused, not taken for a refresh without overlap',
    async (type) => {
      const body = '{"overlap":"24h"}';
      const options = { token: world.admin, body, headers: { 'Content-Type': type } };
      expect(await outcome(await ask(`/v1/tokens/${token.id}/refresh`, options))).toBe('400 invalid_request');
      expect(await use(token.secret)).toBe('200');
    },
  );
});

describe('a refresh with a new end', () => {
  const in_ = (days: number) => `${new Date(world.test.nowMs + days * 24 * HOUR_MS).toISOString().slice(0, 19)}Z`;

  it('lets the token live anew, everywhere', async () => {
    const { token: refreshed, secret } = await refresh({ expires: '30d' });
    expect(refreshed.expires).toBe(in_(30));
    world.test.nowMs += 20 * 24 * HOUR_MS;
    const response = await world.test.call('GET', '/v1/tokens/self', { token: secret });
    expect(response.headers.get('Token-Expires')).toBe(in_(10));
    expect(await outcome(response)).toBe('200');
  });

  it('does not lengthen the life of the old secret past the old end', async () => {
    const { token: refreshed } = await refresh({ expires: '60d', overlap: '20d' });
    expect(refreshed.previousSecretUntil).toBe(in_(10));
    world.test.nowMs += 10 * 24 * HOUR_MS;
    expect(await use(token.secret)).toBe('401 token_replaced');
  });

  it('may be an earlier one, which ends both secrets', async () => {
    const { secret } = await refresh({ expires: '1h', overlap: '2h' });
    world.test.nowMs += HOUR_MS;
    expect(await use(secret)).toBe('401 token_expired');
    expect(await use(token.secret)).toMatch(/^401 token_(expired|replaced)$/);
  });

  it.each(['2020-01-01', 'soon', '-1d'])('%s is refused, and nothing changes', async (expires) => {
    const before = await dumpTables();
    const response = await ask(`/v1/tokens/${token.id}/refresh`, { token: world.admin, json: { expires } });
    expect(await outcome(response)).toBe('400 invalid_request');
    expect(await dumpTables()).toEqual(before);
  });

  it('is not for its holder to say', async () => {
    const response = await ask('/v1/tokens/self/refresh', { token: token.secret, json: { expires: 'never' } });
    expect(await outcome(response)).toBe('400 invalid_request');
    expect(await use(token.secret)).toBe('200');
  });

  it('is part of what an idempotency key stands for', async () => {
    const headers = { 'Idempotency-Key': 'with-an-end' };
    await refresh({ expires: '30d' }, headers);
    const other = await ask(`/v1/tokens/${token.id}/refresh`, {
      token: world.admin,
      json: { expires: '31d' },
      headers,
    });
    expect(await outcome(other)).toBe('422 idempotency_mismatch');
  });
});

describe('what cannot be refreshed', () => {
  it('an expired, a revoked or a disabled token: 409, and it stays as it is', async () => {
    const refused = async (id: string) => outcome(await ask(`/v1/tokens/${id}/refresh`, { token: world.admin }));
    const expired = await issue(world, { type: 'admin', expires: '1s' });
    world.test.nowMs += 1_000;
    expect(await refused(expired.id)).toBe('409 conflict');
    await ask(`/v1/tokens/${token.id}/disable`, { token: world.admin });
    expect(await refused(token.id)).toBe('409 conflict');
    await world.test.call('DELETE', `/v1/tokens/${token.id}`, { token: world.admin });
    expect(await refused(token.id)).toBe('409 conflict');
    expect(await use(token.secret)).toBe('401 token_revoked');
  });

  it('a token that is not bound, by a maker that is', async () => {
    const bound = await issue(world, { type: 'admin', allowedIps: ['192.0.2.0/24'] });
    const headers = { 'CF-Connecting-IP': '192.0.2.1' };
    const response = await ask(`/v1/tokens/${token.id}/refresh`, { token: bound.secret, headers });
    expect(await outcome(response)).toBe('403 insufficient_scope');
    const self = await ask('/v1/tokens/self/refresh', { token: bound.secret, headers });
    expect(await outcome(self)).toBe('200');
  });
});

describe('Idempotency-Key', () => {
  const key = { 'Idempotency-Key': 'deploy-42' };
  const path = () => `/v1/tokens/${token.id}/refresh`;

  it('the same key gives the same secret, and the token is refreshed once', async () => {
    const first = await refresh({ overlap: '1h' }, key);
    const tables = await dumpTables();
    const second = await refresh({ overlap: '1h' }, key);
    expect(second).toEqual(first);
    expect(await dumpTables()).toEqual(tables);
    expect(await use(first.secret)).toBe('200');
  });

  it('an overlap left out is an overlap of 0', async () => {
    const first = await refresh(undefined, key);
    expect((await refresh({ overlap: 0 }, key)).secret).toBe(first.secret);
  });

  it('the same key with another body is 422 and changes nothing', async () => {
    const first = await refresh({ overlap: '1h' }, key);
    const json = { overlap: '2h' };
    const response = await ask(path(), { token: world.admin, json, headers: key });
    expect(await outcome(response)).toBe('422 idempotency_mismatch');
    expect(await use(first.secret)).toBe('200');
  });

  it('another key refreshes again; another token, or another caller, shares no key', async () => {
    const first = await refresh(undefined, key);
    const again = await refresh(undefined, { 'Idempotency-Key': 'deploy-43' });
    expect(again.secret).not.toBe(first.secret);
    const caller = await issue(world, { type: 'admin' });
    const theirs = await (await ask(path(), { token: caller.secret, headers: key })).json<Answer>();
    expect([first.secret, again.secret]).not.toContain(theirs.secret);
    token = await issue(world, { type: 'admin' });
    expect((await refresh(undefined, key)).token.id).toBe(token.id);
  });

  it('two requests at once get one secret between them', async () => {
    const answers = await Promise.all(Array.from({ length: 4 }, () => refresh({ overlap: '1h' }, key)));
    expect(new Set(answers.map(({ secret }) => secret)).size).toBe(1);
    const { secrets = '' } = await dumpTables();
    const numbers = JSON.parse(secrets).filter(
      (row: { token_id: number }) => row.token_id === parseId('tok', token.id),
    );
    expect(numbers).toHaveLength(2);
  });

  it('two requests at once without a key are two refreshes, and one secret is left', async () => {
    const answers = await Promise.all([refresh(), refresh(), refresh()]);
    const verdicts = await Promise.all(answers.map(({ secret }) => use(secret)));
    expect(verdicts.toSorted()).toEqual(['200', '401 token_replaced', '401 token_replaced']);
  });

  it('a key is good for a day', async () => {
    const first = await refresh({ overlap: '2d' }, key);
    world.test.nowMs += 24 * HOUR_MS - 1_000;
    expect((await refresh({ overlap: '2d' }, key)).secret).toBe(first.secret);
    world.test.nowMs += 1_000;
    const response = await ask(path(), { token: world.admin, json: { overlap: '2d' }, headers: key });
    expect(response.status).toBe(200);
    expect((await response.json<Answer>()).secret).not.toBe(first.secret);
  });

  it('a repeated answer shows the token as it is now', async () => {
    await refresh(undefined, key);
    await world.test.call('DELETE', `/v1/tokens/${token.id}`, { token: world.admin });
    const again = await refresh(undefined, key);
    expect(again.token.status).toBe('revoked');
    expect(await use(again.secret)).toBe('401 token_revoked');
  });

  it.each(['', 'x'.repeat(129), 'with blank'])('the key %j is 400', async (value) => {
    const response = await ask(path(), { token: world.admin, headers: { 'Idempotency-Key': value } });
    expect(await outcome(response)).toBe('400 invalid_request');
    expect(await use(token.secret)).toBe('200');
  });
});
