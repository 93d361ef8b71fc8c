import { expect, test } from 'vitest';
import { useFixture } from './support/fixture.ts';
import { TOKEN } from './support/samples.ts';

const fixture = useFixture();
const EXPIRATIONS = {
  from: '2026-11-22',
  days: [
    { date: '2026-11-23', count: 12 },
    { date: '2026-12-31', count: 3 },
  ],
  later: 4,
  never: 1,
  total: 20,
};
const LIFE = { defaultDays: 90, maxDays: null, disableAfterIdleDays: null };
const SETTINGS = {
  version: '0.1.0',
  publicUrl: null,
  mailFrom: null,
  stalenessSeconds: 10,
  lives: {
    admin: LIFE,
    personal: LIFE,
    master: { ...LIFE, defaultDays: null },
    client: LIFE,
    frontend: LIFE,
    access: { defaultDays: 30, maxDays: 60, disableAfterIdleDays: 90 },
  },
  limits: { namespacesPerToken: 20, clientsPerToken: 8, personalTokensPerPerson: 10 },
  ownerNoticeDays: [30, 7],
  retention: { expiredTokensDays: 0, auditDays: 365, deliveriesDays: 30 },
  passwordTokenHours: 24,
  exchangedTokenMinutes: 60,
  signing: { algorithm: 'EdDSA', keyDays: 90 },
};
const PAGE = { items: [TOKEN], total: 1, nextCursor: null };

test.each([
  ['token list --unused', 'GET /v1/tokens?unused=true', PAGE],
  ['token list --overlapping --sort expires', 'GET /v1/tokens?overlapping=true&sort=expires', PAGE],
  ['token expirations', 'GET /v1/tokens/expirations', EXPIRATIONS],
  [
    'token expirations --days 30 --project web --type access --owner usr_1',
    'GET /v1/tokens/expirations?days=30&project=web&type=access&owner=usr_1',
    EXPIRATIONS,
  ],
  ['settings show', 'GET /v1/settings', SETTINGS],
])('jeton %s sends %s', async (line, request, body) => {
  fixture.server.replies.push({ status: 200, body });
  expect(await fixture.jeton(line.split(' '))).toMatchObject({ code: 0 });
  expect(fixture.server.seen.map(({ method, url }) => `${method} ${url}`)).toEqual([request]);
});

test('expirations are a line a day, and what lies beyond is a remark; --quiet is their number', async () => {
  fixture.server.replies.push({ status: 200, body: EXPIRATIONS }, { status: 200, body: EXPIRATIONS });
  const shown = await fixture.jeton(['token', 'expirations']);
  expect(shown.stdout).toBe('DAY         TOKENS\n2026-11-23  12\n2026-12-31  3\n');
  expect(shown.stderr).toBe('4 later, 1 never; 20 in all\n');
  const quiet = await fixture.jeton(['token', 'expirations', '--quiet']);
  expect(quiet).toEqual({ code: 0, stdout: '15\n', stderr: '' });
});

test('settings are a card that says lives in words; --quiet is the version', async () => {
  fixture.server.replies.push({ status: 200, body: SETTINGS }, { status: 200, body: SETTINGS });
  const shown = await fixture.jeton(['settings', 'show']);
  expect(shown.stdout).toMatch(/access token +30 d, 60 d at most, disabled after 90 d without a use\n/);
  expect(shown.stdout).toMatch(/master token +no end\n/);
  expect(await fixture.jeton(['settings', 'show', '--quiet'])).toEqual({ code: 0, stdout: '0.1.0\n', stderr: '' });
});
