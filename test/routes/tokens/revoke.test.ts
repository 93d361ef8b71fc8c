import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { REVOCATION_REASONS } from '../../../src/contract/token-types.ts';
import { outcome } from '../../support/app.ts';
import { addProject, createWorld, dumpTables, issue, type World } from '../../support/route-contract.ts';

let world: World;
let token: { id: string; secret: string };

beforeAll(async () => {
  world = await createWorld();
  await addProject('web');
});

beforeEach(async () => {
  token = await issue(world, { type: 'frontend', project: 'web', environments: ['production'] });
});

const remove = (path: string, secret = world.admin) =>
  world.test.call('DELETE', `/v1/tokens/${path}`, { token: secret });
const show = (id: string) => world.test.call('GET', `/v1/tokens/${id}`, { token: world.admin });
const use = async (secret: string) => outcome(await world.test.call('GET', '/v1/tokens/self', { token: secret }));

describe('DELETE /v1/tokens/{id}', () => {
  it('ends the token at once, and the record says when', async () => {
    expect(await use(token.secret)).toBe('200');
    const response = await remove(token.id);
    expect(response.status).toBe(204);
    expect(await response.text()).toBe('');
    expect(await use(token.secret)).toBe('401 token_revoked');
    expect(await (await show(token.id)).json()).toMatchObject({
      status: 'revoked',
      revokedAt: new Date(world.test.nowMs).toISOString().replace('.000', ''),
      revocationReason: 'unspecified',
    });
  });

  it('ends a secret in overlap too', async () => {
    const json = { overlap: '24h' };
    const response = await world.test.call('POST', `/v1/tokens/${token.id}/refresh`, { token: world.admin, json });
    const { secret } = await response.json<{ secret: string }>();
    await remove(token.id);
    expect(await use(token.secret)).toBe('401 token_revoked');
    expect(await use(secret)).toBe('401 token_revoked');
  });

  it('twice is no error and changes nothing the second time', async () => {
    await remove(`${token.id}?reason=key_compromise`);
    const before = await dumpTables();
    world.test.nowMs += 1_000;
    expect((await remove(`${token.id}?reason=superseded`)).status).toBe(204);
    expect(await dumpTables()).toEqual(before);
  });

  it('two at once are one revocation', async () => {
    const answers = await Promise.all([remove(token.id), remove(token.id), remove(token.id)]);
    expect(answers.map(({ status }) => status)).toEqual([204, 204, 204]);
    const { events = '' } = await dumpTables();
    const rows = JSON.parse(events).filter((row: { action: string; target: string }) => row.target === token.id);
    expect(rows.map((row: { action: string }) => row.action)).toEqual(['token.created', 'token.revoked']);
  });

  it.each(REVOCATION_REASONS)('keeps the reason %s', async (reason) => {
    await remove(`${token.id}?reason=${reason}`);
    expect(await (await show(token.id)).json()).toMatchObject({ revocationReason: reason });
  });

  it('a reason that there is not is 400, and the token lives on', async () => {
    expect(await outcome(await remove(`${token.id}?reason=because`))).toBe('400 invalid_request');
    expect(await use(token.secret)).toBe('200');
  });

  it.each([
    ['is not there', 'tok_00000000001'],
    ['is of another kind', 'usr_00000000001'],
    ['has letters that ids do not have', 'tok_ooooooooooo'],
    ['is larger than any key', 'tok_zzzzzzzzzzz'],
    ['is no id', 'x'],
    ['is longer than any id', `tok_${'0'.repeat(40)}`],
  ])('an id that %s is 404', async (_what, id) => {
    expect(await outcome(await remove(id))).toBe('404 not_found');
    expect(await outcome(await show(id))).toBe('404 not_found');
  });

  it('cannot be undone: a revoked token is neither enabled, disabled, changed nor refreshed', async () => {
    await remove(token.id);
    const ask = async (method: string, verb: string, json?: object) =>
      outcome(await world.test.call(method, `/v1/tokens/${token.id}${verb}`, { token: world.admin, json }));
    expect(await ask('POST', '/enable')).toBe('409 conflict');
    expect(await ask('POST', '/disable')).toBe('409 conflict');
    expect(await ask('POST', '/refresh')).toBe('409 conflict');
    expect(await ask('PATCH', '', { name: 'x' })).toBe('409 conflict');
    expect(await ask('GET', '/secret')).toBe('409 conflict');
  });
});

describe('DELETE /v1/tokens/self', () => {
  it('ends the presented token, whatever its type', async () => {
    expect((await remove('self?reason=key_compromise', token.secret)).status).toBe(204);
    expect(await use(token.secret)).toBe('401 token_revoked');
    expect(await (await show(token.id)).json()).toMatchObject({ revocationReason: 'key_compromise' });
  });

  it('twice is 401 the second time: the credential has ended', async () => {
    await remove('self', token.secret);
    expect(await outcome(await remove('self', token.secret))).toBe('401 token_revoked');
  });

  it('leaves every other token alone', async () => {
    const other = await issue(world, { type: 'frontend', project: 'web', environments: ['production'] });
    await remove('self', token.secret);
    expect(await use(other.secret)).toBe('200');
    expect(await use(world.admin)).toBe('200');
  });

  it('also by a secret in overlap, for both secrets', async () => {
    const json = { overlap: '24h' };
    const response = await world.test.call('POST', '/v1/tokens/self/refresh', { token: token.secret, json });
    const { secret } = await response.json<{ secret: string }>();
    await remove('self', token.secret);
    expect(await use(secret)).toBe('401 token_revoked');
  });
});
