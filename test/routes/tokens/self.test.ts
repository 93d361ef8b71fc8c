import { beforeAll, describe, expect, it } from 'vitest';
import { addProject, createWorld, issue, type TokenBody, type World } from '../../support/route-contract.ts';

let world: World;

beforeAll(async () => {
  world = await createWorld();
  await addProject('web', ['marketing']);
});

const self = (secret: string) => world.test.call('GET', '/v1/tokens/self', { token: secret });

describe('GET /v1/tokens/self', () => {
  const grants = [{ resource: 'namespace', name: 'marketing', actions: ['read'] }];
  const cases: [type: string, body: TokenBody][] = [
    ['admin', {}],
    ['personal', {}],
    ['client', { project: 'web', environments: ['production'], grants }],
    ['frontend', { project: 'web', environments: ['production'], grants }],
    ['access', { project: 'web', environments: ['production'], grants }],
  ];

  it.each(cases)(
    'tells the holder of a token of type %s what it may and until when, and no secret',
    async (type, body) => {
      const { id, secret } = await issue(world, { ...body, type, expires: '36h' });
      const response = await self(secret);
      const text = await response.text();
      expect(JSON.parse(text)).toMatchObject({ id, type, grants: body.grants ?? [], daysLeft: 1 });
      expect(response.headers.get('Token-Expires')).toBe(JSON.parse(text).expires);
      expect(text).not.toContain('jtn_');
    },
  );

  it('shows restrictions and a running overlap to the holder of the new secret', async () => {
    const { id } = await issue(world, { type: 'admin', notBefore: '2035-01-01T00:00:00Z' });
    const json = { overlap: '1h' };
    const response = await world.test.call('POST', `/v1/tokens/${id}/refresh`, { token: world.admin, json });
    const { secret } = await response.json<{ secret: string }>();
    expect(await (await self(secret)).json()).toMatchObject({
      notBefore: '2035-01-01T00:00:00Z',
      previousSecretUntil: new Date(world.test.nowMs + 3_600_000).toISOString().replace('.000', ''),
    });
  });
});
