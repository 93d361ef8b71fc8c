import { expect, test } from 'vitest';
import type { RequestList, TokenUses } from '../../src/contract/requests.ts';
import { useFixture } from './support/fixture.ts';

const fixture = useFixture();
const REQUESTS: RequestList = {
  from: '2026-11-22T08:00:00Z',
  until: '2026-11-22T10:30:00Z',
  items: [
    { hour: '2026-11-22T08:00:00Z', accepted: 1200, refused: 0 },
    { hour: '2026-11-22T10:00:00Z', accepted: 34, refused: 5 },
  ],
  refusals: [
    { code: 'token_expired', count: 4 },
    { code: 'invalid_token', count: 1 },
  ],
};
const USES: TokenUses = { items: [{ day: '2026-11-22', accepted: 12, refused: 3 }] };
const urls = () => fixture.server.seen.map(({ url }) => decodeURIComponent(url));

test('requests come by the hour, and then by what they were refused with', async () => {
  fixture.server.replies.push({ status: 200, body: REQUESTS });
  const ran = await fixture.jeton(['request', 'list', '--since', '2026-11-22', '--project', 'web']);
  expect(ran).toEqual({
    code: 0,
    stdout: [
      'HOUR                  ACCEPTED  REFUSED',
      '2026-11-22T08:00:00Z  1200      0',
      '2026-11-22T10:00:00Z  34        5',
      '',
      'REFUSED WITH   REQUESTS',
      'token_expired  4',
      'invalid_token  1',
      '',
    ].join('\n'),
    stderr: '1234 accepted, 5 refused\n',
  });
  expect(urls()).toEqual(['/v1/requests?since=2026-11-22&project=web']);
});

test('the uses of a token come by the day', async () => {
  fixture.server.replies.push({ status: 200, body: USES });
  expect(await fixture.jeton(['token', 'uses', 'tok_1', '--days', '7'])).toEqual({
    code: 0,
    stdout: 'DAY         ACCEPTED  REFUSED\n2026-11-22  12        3\n',
    stderr: '12 accepted, 3 refused\n',
  });
  expect(urls()).toEqual(['/v1/tokens/tok_1/uses?days=7']);
});

test('where nothing was counted there is no table', async () => {
  fixture.server.replies.push({ status: 200, body: { ...REQUESTS, items: [], refusals: [] } });
  expect(await fixture.jeton(['request', 'list'])).toEqual({
    code: 0,
    stdout: '',
    stderr: '0 accepted, 0 refused\n',
  });
});

test.each<[string[], RequestList | TokenUses, string]>([
  [['request', 'list', '--quiet'], REQUESTS, '1234\n'],
  [['token', 'uses', 'tok_1', '--quiet'], USES, '12\n'],
  [['request', 'list', '--json'], REQUESTS, `${JSON.stringify(REQUESTS)}\n`],
  [['token', 'uses', 'tok_1', '--json'], USES, `${JSON.stringify(USES)}\n`],
])('jeton %j prints that alone', async (args, body, stdout) => {
  fixture.server.replies.push({ status: 200, body });
  expect(await fixture.jeton(args)).toEqual({ code: 0, stdout, stderr: '' });
});
