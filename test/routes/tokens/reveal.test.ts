import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApp, outcome } from '../../support/app.ts';
import {
  addProject,
  createWorld,
  dumpTables,
  issue,
  type TokenBody,
  type World,
} from '../../support/route-contract.ts';
import { failingStorage } from '../../support/watched-storage.ts';

let world: World;
const FRONTEND: TokenBody = { type: 'frontend', project: 'web', environments: ['production'] };
const KEPT: TokenBody = { type: 'admin', retrievable: true };

beforeAll(async () => {
  world = await createWorld();
  await addProject('web');
});

const reveal = (id: string) => world.test.call('GET', `/v1/tokens/${id}/secret`, { token: world.admin });

async function revealed(id: string): Promise<string> {
  const response = await reveal(id);
  expect(response.status).toBe(200);
  return (await response.json<{ secret: string }>()).secret;
}

async function reveals(id: string): Promise<unknown[]> {
  const rows: { action: string; target: string }[] = JSON.parse((await dumpTables()).events ?? '[]');
  return rows.filter(({ action, target }) => action === 'token.revealed' && target === id);
}

describe('GET /v1/tokens/{id}/secret', () => {
  it.each([
    ['a frontend token, which is kept unless told otherwise', FRONTEND],
    ['any token that was asked to be kept', KEPT],
  ])('tells the secret of %s', async (_what, body) => {
    const { id, secret } = await issue(world, body);
    expect(await revealed(id)).toBe(secret);
  });

  it('tells the newest secret after a refresh, never the old one', async () => {
    const { id, secret } = await issue(world, KEPT);
    const json = { overlap: '24h' };
    const response = await world.test.call('POST', `/v1/tokens/${id}/refresh`, { token: world.admin, json });
    const fresh = await response.json<{ secret: string }>();
    expect(fresh.secret).not.toBe(secret);
    expect(await revealed(id)).toBe(fresh.secret);
  });

  it.each([
    ['an admin token', { type: 'admin' }],
    ['a frontend token that was asked not to be kept', { ...FRONTEND, retrievable: false }],
  ])('refuses for %s: 409, and no audit row claims a reveal', async (_what, body) => {
    const { id } = await issue(world, body);
    expect(await outcome(await reveal(id))).toBe('409 conflict');
    expect(await reveals(id)).toEqual([]);
  });

  it('refuses for an expired token', async () => {
    const { id } = await issue(world, { ...KEPT, expires: '1s' });
    world.test.nowMs += 1_000;
    expect(await outcome(await reveal(id))).toBe('409 conflict');
  });

  it('every reveal leaves one audit row', async () => {
    const { id } = await issue(world, KEPT);
    await revealed(id);
    await revealed(id);
    expect(await reveals(id)).toHaveLength(2);
  });

  it('a maker that is bound is not told the secret of a token that is not', async () => {
    const { id } = await issue(world, KEPT);
    const bound = await issue(world, { type: 'admin', allowedIps: ['192.0.2.0/24'] });
    const headers = { 'CF-Connecting-IP': '192.0.2.1' };
    const response = await world.test.call('GET', `/v1/tokens/${id}/secret`, { token: bound.secret, headers });
    expect(await outcome(response)).toBe('403 insufficient_scope');
    expect(await reveals(id)).toEqual([]);
  });

  describe('under a storage that fails', () => {
    let id = '';
    let services: World['test']['services'];

    beforeEach(async () => {
      ({ id } = await issue(world, KEPT));
      ({ services } = world.test);
    });

    it.each([1, 2, 3, 4])('at call %i nothing is told', async (n) => {
      world.test.services = createTestApp(failingStorage(n).bindings).services;
      const response = await reveal(id);
      world.test.services = services;
      expect(await outcome(response)).toBe('503 unavailable');
      expect(response.headers.get('Retry-After')).toMatch(/^\d+$/);
    });

    it('the fifth call is not made: the control of the four above', async () => {
      world.test.services = createTestApp(failingStorage(5).bindings).services;
      const response = await reveal(id);
      world.test.services = services;
      expect(await outcome(response)).toBe('200');
    });
  });
});
