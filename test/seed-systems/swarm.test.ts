import { beforeAll, describe, expect, it } from 'vitest';
import type { Token } from '../../src/contract/tokens.ts';
import { makeToken, outcome } from '../support/app.ts';
import { person } from '../support/people.ts';
import { addProject, createWorld, type World } from '../support/route-contract.ts';

/** DataCore Swarm Gateway tokens: each test is named for the line of behaviour that it shows. */
let world: World;
let ada: Awaited<ReturnType<typeof person>>;
let keeper: Awaited<ReturnType<typeof person>>;
const call = (method: string, path: string, token: string, json?: unknown) =>
  world.test.call(method, path, { token, json });
const list = async (token: string, query = '') =>
  (await call('GET', `/v1/tokens?${query}`, token)).json<{ items: Token[]; total: number }>();
const CLIENT = { type: 'client', project: 'acme', environments: ['production'] };

beforeAll(async () => {
  world = await createWorld();
  await addProject('acme', ['files']);
  ada = await person(world, { members: { acme: 'member' } });
  keeper = await person(world, { role: 'token_admin' });
});

describe('DataCore Swarm Gateway tokens', () => {
  it('seed-systems 2.2: the owner is the creator, except when a token administrator makes it for another', async () => {
    const own = await makeToken(world.test, ada.token, CLIENT);
    const given = await makeToken(world.test, keeper.token, { ...CLIENT, owner: ada.id });
    for (const { id } of [own, given]) {
      expect(await (await call('GET', `/v1/tokens/${id}`, ada.token)).json()).toMatchObject({ owner: ada.id });
    }
    const other = await person(world, { members: { acme: 'owner' } });
    const json = { ...CLIENT, name: 'n', owner: ada.id };
    expect(await outcome(await call('POST', '/v1/tokens', other.token, json))).toBe('403 insufficient_scope');
  });

  it('seed-systems 2.5: the owner and a token administrator list and delete the owner’s tokens, nobody else', async () => {
    const stranger = await person(world, {});
    const made = await Promise.all([0, 1].map(() => makeToken(world.test, ada.token, { ...CLIENT, name: 'of ada' })));
    for (const [{ token }, seen] of [
      [ada, 2],
      [keeper, 2],
      [stranger, 0],
    ] as const) {
      expect((await list(token, `q=of+ada&owner=${ada.id}`)).total).toBe(seen);
    }
    const [first, second] = made;
    const remove = async (token: string, id = '') => outcome(await call('DELETE', `/v1/tokens/${id}`, token));
    expect(await remove(stranger.token, first?.id)).toBe('404 not_found');
    expect(await remove(ada.token, first?.id)).toBe('204');
    expect(await remove(keeper.token, second?.id)).toBe('204');
  });

  it('seed-systems 2.11, 2.16: owner, expiry and description are the maker’s to give', async () => {
    const { id } = await makeToken(world.test, keeper.token, {
      ...CLIENT,
      owner: ada.id,
      expires: '+90',
      description: 'nightly copy',
    });
    const shown = await (await call('GET', `/v1/tokens/${id}`, ada.token)).json<Token>();
    expect(shown).toMatchObject({ owner: ada.id, description: 'nightly copy' });
    expect(Date.parse(shown.expires ?? '') - Date.parse(shown.createdAt)).toBe(90 * 86_400_000);
  });

  it('seed-systems 2.19: a substring of owner or description filters, and the count tells how many', async () => {
    const grace = await person(world, { members: { acme: 'member' } });
    const { email } = await (await call('GET', `/v1/users/${grace.id}`, world.admin)).json<{ email: string }>();
    await makeToken(world.test, grace.token, { ...CLIENT, description: 'weekly inventory' });
    const byOwner = await list(world.admin, `q=${encodeURIComponent(email.slice(0, 9))}`);
    expect(byOwner.total).toBe(byOwner.items.length);
    expect(byOwner.items.some(({ owner }) => owner === grace.id)).toBe(true);
    expect(await list(world.admin, 'q=ly+invent')).toMatchObject({
      total: 1,
      items: [{ description: 'weekly inventory' }],
    });
    expect((await list(world.admin, 'q=no+such+thing')).total).toBe(0);
  });

  it('seed-systems 2.20: all valid tokens are shown; an expired one leaves list and count at once', async () => {
    await makeToken(world.test, world.admin, { ...CLIENT, name: 'short lived', expires: '1h' });
    expect((await list(world.admin, 'q=short+lived')).total).toBe(1);
    world.test.nowMs += 3_600_000;
    expect(await list(world.admin, 'q=short+lived')).toMatchObject({ total: 0, items: [] });
  });

  it('seed-systems 2.21: a token’s properties are shown without its secret', async () => {
    const { id, secret } = await makeToken(world.test, ada.token, CLIENT);
    const shown = await (await call('GET', `/v1/tokens/${id}`, ada.token)).text();
    expect(shown).toContain(id);
    expect(shown).not.toContain(secret.slice(-64, -16));
  });
});
