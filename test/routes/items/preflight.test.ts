import { beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, makeToken, outcome, setUpAdmin } from '../../support/app.ts';
import { addProject } from '../../support/route-contract.ts';

const test = createTestApp();
const SHOP = 'https://shop.example';
const paths = ['/v1/projects/web/namespaces/a/items/x', '/v1/projects/web/namespaces/a/items', '/v1/tokens/self'];
const ask = (path: string, origin?: string) =>
  test.call('OPTIONS', path, {
    headers: {
      ...(origin !== undefined && { Origin: origin }),
      'Access-Control-Request-Method': 'GET',
      'Access-Control-Request-Headers': 'authorization',
    },
  });
let frontend = '';

beforeAll(async () => {
  const admin = await setUpAdmin(test);
  await addProject('web', ['a']);
  const grants = [{ resource: 'namespace', name: 'a', actions: ['read'] }];
  const scope = { project: 'web', environments: ['staging'], grants };
  frontend = (await makeToken(test, admin, { type: 'frontend', ...scope, allowedOrigins: [SHOP] })).secret;
  await makeToken(test, admin, { type: 'client', ...scope, allowedOrigins: ['https://server.example'] });
  const put = await test.call('PUT', `${paths[0]}?environment=staging`, { token: admin, body: 'value' });
  expect(put.status).toBe(204);
});

describe('a preflight', () => {
  it.each(paths)('of %s is allowed from an origin that a frontend token allows', async (path) => {
    const response = await ask(path, SHOP);
    expect(response.status).toBe(204);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'access-control-allow-origin': SHOP,
      'access-control-allow-methods': 'GET',
      'access-control-allow-headers': 'Authorization, DPoP',
      'access-control-max-age': '600',
      vary: 'Origin',
    });
  });

  it.each([
    undefined,
    'null',
    'https://evil.example',
    'https://server.example',
    `${SHOP}.evil.example`,
    'http://shop.example',
    '',
  ])('is refused from %s', async (origin) => {
    for (const path of paths) {
      const response = await ask(path, origin);
      expect(response.headers.has('Access-Control-Allow-Origin')).toBe(false);
      expect(await outcome(response)).toBe('403 origin_not_allowed');
    }
  });

  it('is followed by a read that the page may see, from its own origin only', async () => {
    const read = (origin: string) => test.call('GET', paths[0] ?? '', { token: frontend, headers: { Origin: origin } });
    const allowed = await read(SHOP);
    expect(await allowed.text()).toBe('value');
    expect(allowed.headers.get('Access-Control-Allow-Origin')).toBe(SHOP);
    const refused = await read('https://evil.example');
    expect(refused.headers.has('Access-Control-Allow-Origin')).toBe(false);
    expect(await outcome(refused)).toBe('403 origin_not_allowed');
  });
});
