import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Event, EventsVerification } from '../../src/contract/events.ts';
import { formatId } from '../../src/contract/ids.ts';
import { useFixture } from './support/fixture.ts';
import { makeFolder } from './support/run-jeton.ts';
import { PROBLEM } from './support/samples.ts';

const fixture = useFixture();
const HASH = 'ab'.repeat(32);
const EVENT: Event = {
  id: 'evt_00000000007',
  at: '2026-01-01T00:00:00Z',
  actor: 'usr_1',
  action: 'token.created',
  target: 'tok_1',
  project: 'web',
  before: null,
  after: { name: 'mkt' },
  address: null,
  userAgent: null,
  requestId: 'req_1',
  hash: HASH,
  previousHash: null,
};
const CLEAN: EventsVerification = {
  checked: 12_345,
  unsealed: 0,
  fault: null,
  next: null,
  head: { id: EVENT.id, hash: HASH },
};
const line = (n: number) => `${JSON.stringify({ ...EVENT, id: formatId('evt', n), userAgent: 'ü' })}\n`;
const lines = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => line(from + index)).join('');
const urls = () => fixture.server.seen.map(({ url }) => decodeURIComponent(url));

test.each([
  [['event', 'list', '--limit', '2'], '/v1/events?limit=2'],
  [
    [
      'event',
      'list',
      '--actor',
      'a',
      '--action',
      'b',
      '--target',
      'c',
      '--project',
      'd',
      '--since',
      'e',
      '--until',
      'f',
    ],
    '/v1/events?actor=a&action=b&target=c&project=d&since=e&until=f',
  ],
  [['event', 'list', '--all'], '/v1/events?limit=200'],
  [['token', 'events', 'tok_1'], '/v1/tokens/tok_1/events'],
])('jeton %j asks for %s', async (args, url) => {
  fixture.server.replies.push({ status: 200, body: { items: [EVENT], nextCursor: null } });
  const ran = await fixture.jeton(args);
  expect(ran).toMatchObject({ code: 0, stderr: '1 event\n' });
  expect(ran.stdout).toMatch(
    /^AT +ACTOR +ACTION +TARGET +PROJECT +ADDRESS +ID\n2026-01-01T00:00:00Z +usr_1 +token\.created/,
  );
  expect(urls()).toEqual([url]);
});

test('an export comes out as it is, byte for byte', async () => {
  fixture.server.replies.push({ status: 200, body: lines(1, 3) });
  expect(await fixture.jeton(['event', 'export', '--since', '2026-01-01'])).toEqual({
    code: 0,
    stdout: lines(1, 3),
    stderr: '3 events\n',
  });
  expect(urls()).toEqual(['/v1/events.ndjson?since=2026-01-01&limit=1000000']);
});

test('an export goes on after the last whole line, as often as the connection breaks', async () => {
  const cwd = makeFolder();
  writeFileSync(join(cwd, 'out'), 'what was there before');
  fixture.server.replies.push(
    { status: 200, body: lines(1, 4) + line(5).slice(0, 40), breaks: true },
    { status: 503, body: { ...PROBLEM, status: 503, code: 'unavailable' } },
    { status: 200, body: lines(5, 5), breaks: true },
    'destroy',
    { status: 200, body: lines(6, 9) },
  );
  const ran = await fixture.jeton(['event', 'export', '--output', 'out'], { cwd });
  expect(ran).toEqual({ code: 0, stdout: '', stderr: '9 events\n' });
  expect(readFileSync(join(cwd, 'out'), 'utf8')).toBe(lines(1, 9));
  expect(urls().map((url) => /after=(\w+)/.exec(url)?.[1] ?? null)).toEqual([
    null,
    formatId('evt', 4),
    formatId('evt', 4),
    formatId('evt', 5),
    formatId('evt', 5),
  ]);
});

test('an answer that ends in the middle of a line has not ended', async () => {
  fixture.server.replies.push({ status: 200, body: line(1) + line(2).slice(0, -1) }, { status: 200, body: line(2) });
  expect(await fixture.jeton(['event', 'export', '--quiet'])).toEqual({ code: 0, stdout: lines(1, 2), stderr: '' });
});

test('an export that cannot go on says how to have the rest', async () => {
  fixture.server.replies.push({ status: 200, body: lines(1, 2), breaks: true }, { status: 403, body: PROBLEM });
  const ran = await fixture.jeton(['event', 'export']);
  expect(ran).toMatchObject({ code: 1, stdout: lines(1, 2) });
  expect(ran.stderr).toContain(`2 events came out whole; the rest: --after ${formatId('evt', 2)}\n`);
});

test('an export is no longer than what one request gives at most', async () => {
  const million = Array.from({ length: 1_000_000 }, (_, n) => `{"id":"${formatId('evt', n + 1)}"}\n`).join('');
  fixture.server.replies.push({ status: 200, body: million }, { status: 200, body: lines(1_000_001, 1_000_002) });
  const cwd = makeFolder();
  const ran = await fixture.jeton(['event', 'export', '--output', 'out'], { cwd });
  expect(ran).toEqual({ code: 0, stdout: '', stderr: '1,000,002 events\n' });
  expect(readFileSync(join(cwd, 'out'), 'utf8') === million + lines(1_000_001, 1_000_002)).toBe(true);
  expect(urls()[1]).toBe(`/v1/events.ndjson?after=${formatId('evt', 1_000_000)}&limit=1000000`);
});

test('a file that cannot be written stops an export before it begins', async () => {
  const ran = await fixture.jeton(['event', 'export', '--output', 'no/such/folder']);
  expect(ran).toEqual({ code: 1, stdout: '', stderr: 'jeton: no/such/folder cannot be written (ENOENT)\n' });
  expect(urls()).toEqual([]);
});

test('a trail that stands as written: a sentence, and exit 0', async () => {
  fixture.server.replies.push({ status: 200, body: CLEAN });
  expect(await fixture.jeton(['event', 'verify'])).toEqual({
    code: 0,
    stdout: `12,345 events are as they were written; head evt_00000000007 ${HASH}\n`,
    stderr: '',
  });
});

test('a long trail is checked step by step, and told of as one', async () => {
  const next = formatId('evt', 50_000);
  fixture.server.replies.push(
    { status: 200, body: { ...CLEAN, checked: 50_000, next } },
    { status: 503, body: { ...PROBLEM, status: 503, code: 'unavailable' } },
    { status: 200, body: { ...CLEAN, checked: 2, unsealed: 1 } },
  );
  const ran = await fixture.jeton(['event', 'verify', '--json']);
  expect(JSON.parse(ran.stdout)).toEqual({ ...CLEAN, checked: 50_002, unsealed: 1 });
  expect(urls()).toEqual(['/v1/events/verify', `/v1/events/verify?after=${next}`, `/v1/events/verify?after=${next}`]);
});

test('a fault: the first row is named, exit 1, and no further step', async () => {
  const fault = { id: EVENT.id, what: 'altered', detail: 'its hash is not that of its content' };
  fixture.server.replies.push({ status: 200, body: { ...CLEAN, checked: 6, fault } });
  expect(await fixture.jeton(['event', 'verify'])).toEqual({
    code: 1,
    stdout: `evt_00000000007 was altered: ${fault.detail}\nbefore it, 6 events are as they were written\n`,
    stderr: '',
  });
  expect(await fixture.jeton(['event', 'verify', '--quiet'])).toMatchObject({ code: 1, stdout: `${EVENT.id}\n` });
});

test('a head that was noted is looked for in the chain', async () => {
  fixture.server.replies.push({ status: 200, body: CLEAN });
  const { stdout } = await fixture.jeton(['event', 'verify', '--quiet']);
  expect(stdout).toBe(`${EVENT.id}:${HASH}\n`);
  const expecting = async (found: Event) => {
    fixture.server.replies.splice(
      0,
      9,
      { status: 200, body: CLEAN },
      { status: 200, body: `${JSON.stringify(found)}\n` },
    );
    return fixture.jeton(['event', 'verify', '--quiet', '--expect', stdout.trim()]);
  };
  expect(await expecting(EVENT)).toMatchObject({ code: 0, stderr: '' });
  expect(urls().at(-1)).toBe('/v1/events.ndjson?after=evt_00000000006&limit=1');
  expect(await expecting({ ...EVENT, hash: 'cd'.repeat(32) })).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('another hash'),
  });
  expect(await expecting({ ...EVENT, id: 'evt_00000000008' })).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('not in the trail any more'),
  });
});

test.each([['evt_1:ab'], [EVENT.id], [`tok_00000000007:${HASH}`]])(
  '--expect %s is a mistake of usage',
  async (noted) => {
    expect(await fixture.jeton(['event', 'verify', '--expect', noted])).toMatchObject({ code: 2, stdout: '' });
  },
);
