import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { outcome } from '../../support/app.ts';
import { createWorld, dumpTables, issue, type World } from '../../support/route-contract.ts';

let world: World;
let token: { id: string; secret: string };

beforeAll(async () => {
  world = await createWorld();
});

beforeEach(async () => {
  token = await issue(world, { type: 'admin', expires: '1h' });
});

const ask = (verb: string, json?: object) =>
  world.test.call('POST', `/v1/tokens/${token.id}/${verb}`, { token: world.admin, json });
const use = async (secret: string) => outcome(await world.test.call('GET', '/v1/tokens/self', { token: secret }));

describe('disable and enable', () => {
  it('a disabled token is refused at once, and lets in again once enabled', async () => {
    expect(await use(token.secret)).toBe('200');
    const disabled = await ask('disable');
    expect(await disabled.json()).toMatchObject({ status: 'disabled', disabledAt: expect.any(String) });
    expect(await use(token.secret)).toBe('401 token_disabled');
    const enabled = await ask('enable');
    expect(await enabled.json()).toMatchObject({ status: 'active', disabledAt: null });
    expect(await use(token.secret)).toBe('200');
  });

  it('disabling ends a secret in overlap for good, also when the token is enabled again', async () => {
    const { secret } = await (await ask('refresh', { overlap: '24h' })).json<{ secret: string }>();
    expect(await use(token.secret)).toBe('200');
    await ask('disable');
    expect(await use(secret)).toBe('401 token_disabled');
    await ask('enable');
    expect(await use(token.secret)).toBe('401 token_replaced');
    expect(await use(secret)).toBe('200');
  });

  it.each(['disable', 'enable'])('to %s twice changes nothing the second time', async (verb) => {
    await ask('disable');
    await ask(verb);
    const before = await dumpTables();
    world.test.nowMs += 1_000;
    expect((await ask(verb)).status).toBe(200);
    expect(await dumpTables()).toEqual(before);
  });

  it('an expired token is neither: 409', async () => {
    world.test.nowMs += 3_600_000;
    expect(await outcome(await ask('disable'))).toBe('409 conflict');
    expect(await outcome(await ask('enable'))).toBe('409 conflict');
  });

  it('a disabled token that expires is expired, and one that is revoked is revoked', async () => {
    await ask('disable');
    const start = world.test.nowMs;
    world.test.nowMs += 3_600_000;
    expect(await use(token.secret)).toBe('401 token_expired');
    world.test.nowMs = start;
    await world.test.call('DELETE', `/v1/tokens/${token.id}`, { token: world.admin });
    expect(await use(token.secret)).toBe('401 token_revoked');
  });

  it('a token may disable itself, and cannot enable itself', async () => {
    const own = (verb: string) => world.test.call('POST', `/v1/tokens/${token.id}/${verb}`, { token: token.secret });
    expect(await outcome(await own('disable'))).toBe('200');
    expect(await outcome(await own('enable'))).toBe('401 token_disabled');
  });
});
