import { expect, test } from 'vitest';
import type { Share } from '../../src/contract/shares.ts';
import { jsonOf, useFixture } from './support/fixture.ts';
import { runJeton } from './support/run-jeton.ts';
import { NEW_SECRET, SELF } from './support/samples.ts';

const fixture = useFixture();
const CODE = 'c0de_'.repeat(8).concat('abc');
const SHARE: Share = {
  id: 'shr_0000000001a',
  email: 'grace@example.com',
  status: 'open',
  createdBy: 'usr_0000000001a',
  createdAt: '2026-01-01T00:00:00Z',
  expiresAt: '2026-01-01T02:00:00Z',
  redeemedAt: null,
  replacesSecret: true,
};
const REDEEMED = { status: 200, body: { token: SELF, secret: NEW_SECRET } };

test('a share names its reader, and says that the present secret will end', async () => {
  fixture.server.replies.push({ status: 201, body: SHARE });
  const args = ['token', 'share', 'tok_1', '--email', 'grace@example.com', '--message', 'For the nightly job.'];
  const ran = await fixture.jeton(args);
  expect(ran.stdout).toMatch(/^id +shr_0000000001a\nemail +grace@example.com\n/);
  expect(ran.stderr).toContain('the present one ends');
  expect(fixture.server.seen[0]?.url).toBe('/v1/tokens/tok_1/share');
  expect(jsonOf(fixture.server.seen[0])).toEqual({ email: 'grace@example.com', message: 'For the nightly job.' });
});

test('shares are listed and revoked', async () => {
  fixture.server.replies.push({ status: 200, body: { items: [SHARE] } }, { status: 204 });
  expect((await fixture.jeton(['token', 'shares', 'tok_1', '--quiet'])).stdout).toBe(`${SHARE.id}\n`);
  expect(await fixture.jeton(['token', 'unshare', 'tok_1', SHARE.id])).toMatchObject({ code: 0, stdout: '' });
  expect(fixture.server.seen.map(({ method, url }) => `${method} ${url}`)).toEqual([
    'GET /v1/tokens/tok_1/shares',
    `DELETE /v1/tokens/tok_1/shares/${SHARE.id}`,
  ]);
});

test('a link is redeemed where it leads, without a token; the secret alone with --quiet', async () => {
  fixture.server.replies.push(REDEEMED);
  const env = { JETON_URL: 'https://elsewhere.example', JETON_TOKEN: 'not-to-be-sent' };
  const link = `${fixture.server.url}/console/welcome#${CODE}`;
  const ran = await runJeton(['token', 'redeem', link, '--quiet'], { env });
  expect(ran).toEqual({ code: 0, stdout: `${NEW_SECRET}\n`, stderr: '' });
  const [seen] = fixture.server.seen;
  expect(`${seen?.method} ${seen?.url}`).toBe(`POST /v1/shares/${CODE}/redeem`);
  expect(seen?.headers.authorization).toBeUndefined();
});

test('a code alone is redeemed at the deployment in use, and may come from standard input', async () => {
  fixture.server.replies.push(REDEEMED);
  const ran = await fixture.jeton(['token', 'redeem'], { stdin: `${CODE}\n` });
  expect(ran.stdout.endsWith(`\n\n${NEW_SECRET}\n`)).toBe(true);
  expect(ran.stderr).toContain('used up');
  expect(fixture.server.seen[0]?.url).toBe(`/v1/shares/${CODE}/redeem`);
});

test.each(['', 'abc', `https://t.example/console/welcome#${CODE}x`, `https://t.example/other#${CODE}`])(
  'what is no link is refused, and not repeated: %s',
  async (link) => {
    const ran = await fixture.jeton(['token', 'redeem', link]);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain('neither a share link nor its code');
    expect(ran.stderr).not.toContain(CODE);
    expect(fixture.server.seen).toEqual([]);
  },
);
