import { beforeAll, describe, expect, it } from 'vitest';
import { makeToken, outcome } from '../../support/app.ts';
import { addClient, addMember, person } from '../../support/people.ts';
import { addProject, createWorld, type World } from '../../support/route-contract.ts';

let world: World;
let insider = '';
let outsider = '';
const ADDRESS = { allowedIps: ['192.0.2.0/24'] };

beforeAll(async () => {
  world = await createWorld();
  await addProject('web');
  await addClient('guarded', { ...ADDRESS, group: 'finance' });
  await addClient('open', ADDRESS);
  insider = (await person(world, { members: { web: 'member' }, groups: ['finance'] })).token;
  outsider = (await person(world, { members: { web: 'member' }, groups: ['sales'] })).token;
});

const body = { type: 'access', project: 'web', environments: ['staging'], name: 'n', retrievable: true };
const ask = (token: string, method: string, path: string, json?: unknown) =>
  world.test.call(method, path, { token, json }).then(outcome);
const locked = async (...clients: string[]) => (await makeToken(world.test, world.admin, { ...body, clients })).id;

/** Everything that hands out the secret of a token that is locked to a guarded client, or lets it do more. */
const MANAGING: [what: string, method: string, verb: string, json?: unknown][] = [
  ['refresh', 'POST', '/refresh', {}],
  ['change', 'PATCH', '', { name: 'renamed' }],
  ['unlock', 'PATCH', '', { clients: null }],
  ['relock', 'PATCH', '', { clients: ['open'] }],
  ['reveal', 'GET', '/secret'],
  ['enable', 'POST', '/enable'],
];

describe('seed-systems 0.38: a client that a group guards', () => {
  it.each(MANAGING)('who is not of the group may not %s what is locked to it', async (_what, method, verb, json) => {
    const id = await locked('open', 'guarded');
    expect(await ask(outsider, method, `/v1/tokens/${id}${verb}`, json)).toBe('403 insufficient_scope');
    const seen = await world.test.call('GET', `/v1/tokens/${id}`, { token: outsider });
    expect(await seen.json()).toMatchObject({ name: 'n', clients: ['open', 'guarded'] });
  });

  it.each(MANAGING)('its people may %s it', async (_what, method, verb, json) => {
    const id = await locked('open', 'guarded');
    expect(await ask(insider, method, `/v1/tokens/${id}${verb}`, json)).toBe('200');
  });

  it('only its people lock tokens to it: new ones and those that are there', async () => {
    const id = await locked('open');
    const make = (token: string) => ask(token, 'POST', '/v1/tokens', { ...body, clients: ['guarded'] });
    const lock = (token: string) => ask(token, 'PATCH', `/v1/tokens/${id}`, { clients: ['guarded'] });
    expect([await make(outsider), await lock(outsider)]).toEqual(Array(2).fill('403 insufficient_scope'));
    expect([await make(insider), await lock(insider)]).toEqual(['201', '200']);
  });

  it('the refusal names the client and the group, so that people know whom to ask', async () => {
    const json = { ...body, clients: ['guarded'] };
    const refused = await world.test.call('POST', '/v1/tokens', { token: outsider, json });
    expect((await refused.json<{ detail: string }>()).detail).toContain(
      'client guarded is for people of group finance',
    );
  });

  it('even the owner of a token must be of the group to refresh or reveal it', async () => {
    const { id: owner } = await person(world, {});
    await addMember('web', owner, 'member');
    const token = (await makeToken(world.test, world.admin, { type: 'personal', owner })).secret;
    const { id } = await makeToken(world.test, world.admin, { ...body, owner, clients: ['guarded'] });
    expect(await ask(token, 'POST', `/v1/tokens/${id}/refresh`, {})).toBe('403 insufficient_scope');
    expect(await ask(token, 'GET', `/v1/tokens/${id}/secret`)).toBe('403 insufficient_scope');
    // To end it takes no rights away from anybody.
    expect(await ask(token, 'DELETE', `/v1/tokens/${id}`)).toBe('204');
  });

  it('opens to others once it names no group, at once: it is asked of D1', async () => {
    await addClient('opening', { ...ADDRESS, group: 'finance' });
    const id = await locked('opening');
    const refresh = () => ask(outsider, 'POST', `/v1/tokens/${id}/refresh`, {});
    expect(await refresh()).toBe('403 insufficient_scope');
    await world.test.call('PATCH', '/v1/clients/opening', { token: world.admin, json: { group: null } });
    expect(await refresh()).toBe('200');
    await world.test.call('PATCH', '/v1/clients/opening', { token: world.admin, json: { group: 'finance' } });
    expect(await refresh()).toBe('403 insufficient_scope');
  });
});
