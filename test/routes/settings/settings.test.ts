import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { version } from '../../../package.json';
import type { Settings } from '../../../src/contract/settings.ts';
import { createTestApp, ORIGIN } from '../../support/app.ts';
import { createWorld, runRouteContract, type World } from '../../support/route-contract.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});

runRouteContract(() => world, {
  name: 'GET /v1/settings',
  method: 'GET',
  path: '/v1/settings',
  admits: { type: 'personal', owner: 'nobody' },
  wrongType: { type: 'client', projects: ['*'], environments: ['production'] },
});

const read = async (test = world.test) =>
  (await test.call('GET', '/v1/settings', { token: world.admin })).json<Settings>();

describe('the settings', () => {
  it('are told as they come out of wrangler.toml and the policy of the types', async () => {
    const unbounded = { maxDays: null, disableAfterIdleDays: null };
    expect(await read()).toEqual({
      version,
      publicUrl: ORIGIN,
      mailFrom: 'jeton@localhost.example',
      stalenessSeconds: 10,
      lives: {
        admin: { defaultDays: 365, ...unbounded },
        personal: { defaultDays: 30, ...unbounded },
        master: { defaultDays: null, ...unbounded },
        client: { defaultDays: 365, ...unbounded },
        frontend: { defaultDays: 365, ...unbounded },
        access: { defaultDays: 90, ...unbounded },
      },
      limits: { namespacesPerToken: 20, clientsPerToken: 8, personalTokensPerPerson: 10 },
      ownerNoticeDays: [30, 7, 1],
      retention: { expiredTokensDays: 0, auditDays: 365, deliveriesDays: 30 },
      passwordTokenHours: 24,
      exchangedTokenMinutes: 60,
      signing: { algorithm: 'EdDSA', keyDays: 90 },
    });
  });

  it('are told as they count: a default never is beyond its bound', async () => {
    const lifetimes = { access: { maxDays: 7, disableAfterIdle: '90d' }, client: { defaultDays: null, maxDays: 30 } };
    const personal = { maxDays: 1 };
    const told = await read(
      createTestApp({
        TOKEN_LIFETIMES: JSON.stringify({ ...lifetimes, personal }),
        PASSWORD_TOKEN_HOURS: '48',
        MAIL_FROM: '',
        PUBLIC_URL: 'https://tokens.example.com/',
      } as Partial<typeof env>),
    );
    expect(told.lives.access).toEqual({ defaultDays: 7, maxDays: 7, disableAfterIdleDays: 90 });
    expect(told.lives.client).toEqual({ defaultDays: 30, maxDays: 30, disableAfterIdleDays: null });
    expect([told.passwordTokenHours, told.mailFrom, told.publicUrl]).toEqual([24, null, 'https://tokens.example.com']);
  });

  it('hold no secret', async () => {
    const text = JSON.stringify(await read());
    for (const secret of [env.ROOT_KEY, env.SETUP_CODE]) expect(text).not.toContain(secret);
  });
});
