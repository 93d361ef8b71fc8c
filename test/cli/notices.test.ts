import { expect, test } from 'vitest';
import { jsonOf, useFixture } from './support/fixture.ts';
import { NOTIFICATION, SUBSCRIPTION, SWEEP, WEBHOOK_SECRET } from './support/samples.ts';

const fixture = useFixture();
const MADE = { subscription: SUBSCRIPTION, secret: WEBHOOK_SECRET };
const MAIL = { subscription: { ...SUBSCRIPTION, channel: 'mail', address: 'ops@example.com' }, secret: null };

test('the secret of a webhook is alone on stdout with --quiet; a mail address, which has none, shows its id', async () => {
  fixture.server.replies.push({ status: 201, body: MADE }, { status: 201, body: MAIL });
  const webhook = await fixture.jeton(['subscription', 'create', '--webhook', 'https://a.example', '--quiet']);
  const mail = await fixture.jeton(['subscription', 'create', '--mail', 'ops@example.com', '--quiet']);
  expect(webhook).toEqual({ code: 0, stdout: `${WEBHOOK_SECRET}\n`, stderr: '' });
  expect(mail).toEqual({ code: 0, stdout: `${SUBSCRIPTION.id}\n`, stderr: '' });
  expect(fixture.server.seen.map(jsonOf)).toEqual([
    { channel: 'webhook', address: 'https://a.example' },
    { channel: 'mail', address: 'ops@example.com' },
  ]);
});

test('a person sees the subscription, the secret, and on stderr that it is shown once', async () => {
  fixture.server.replies.push({ status: 201, body: MADE });
  const ran = await fixture.jeton(['subscription', 'create', '--webhook', 'https://a.example']);
  expect(ran.stdout).toContain('filter      project web, type client\n');
  expect(ran.stdout.endsWith(`\n\n${WEBHOOK_SECRET}\n`)).toBe(true);
  expect(ran.stderr).toContain('shown once');
});

test('every flag of create has its place in the body', async () => {
  fixture.server.replies.push({ status: 201, body: MADE });
  const line =
    'subscription create --webhook https://a.example --event token.expiring,token.revoked --event token.disabled ' +
    '--threshold 7d,1d --threshold 1h --project web --namespace news --type client --owner usr_1 --description d';
  expect((await fixture.jeton(line.split(' '))).code).toBe(0);
  expect(jsonOf(fixture.server.seen[0])).toEqual({
    channel: 'webhook',
    address: 'https://a.example',
    events: ['token.expiring', 'token.revoked', 'token.disabled'],
    thresholds: ['7d', '1d', '1h'],
    filter: { project: 'web', namespace: 'news', type: 'client', owner: 'usr_1' },
    description: 'd',
  });
});

test.each([
  ['--address ops@example.com --event token.expired --threshold 1d', null],
  ['--project web --type client', { filter: { project: 'web', type: 'client' } }],
  ['--no-filter --no-description', { filter: {}, description: null }],
  ['--enable', { enabled: true }],
  ['--disable', { enabled: false }],
])('jeton subscription update sub_1 %s changes just that', async (flags, body) => {
  fixture.server.replies.push({ status: 200, body: SUBSCRIPTION });
  const ran = await fixture.jeton(['subscription', 'update', 'sub_1', ...flags.split(' '), '--quiet']);
  expect(ran).toEqual({ code: 0, stdout: `${SUBSCRIPTION.id}\n`, stderr: '' });
  const [seen] = fixture.server.seen;
  expect(`${seen?.method} ${seen?.url}`).toBe('PATCH /v1/subscriptions/sub_1');
  expect(jsonOf(seen)).toEqual(body ?? { address: 'ops@example.com', events: ['token.expired'], thresholds: ['1d'] });
});

test.each([
  ['subscription get sub_1', 'GET /v1/subscriptions/sub_1', { status: 200, body: SUBSCRIPTION }],
  ['subscription delete sub_1', 'DELETE /v1/subscriptions/sub_1', { status: 204 }],
  [
    'subscription list --limit 2',
    'GET /v1/subscriptions?limit=2',
    { status: 200, body: { items: [SUBSCRIPTION], total: 1, nextCursor: null } },
  ],
  ['subscription rotate sub_1', 'POST /v1/subscriptions/sub_1/rotate-secret', { status: 200, body: MADE }],
  ['subscription test sub_1', 'POST /v1/subscriptions/sub_1/test', { status: 202, body: NOTIFICATION }],
  [
    'notification list --status failed --subscription sub_1 --all',
    'GET /v1/notifications?status=failed&subscription=sub_1&limit=200',
    { status: 200, body: { items: [NOTIFICATION], nextCursor: null } },
  ],
  ['notification redeliver ntf_1', 'POST /v1/notifications/ntf_1/redeliver', { status: 202, body: NOTIFICATION }],
  [
    'sweep list --job daily --cursor c',
    'GET /v1/sweeps?job=daily&cursor=c',
    { status: 200, body: { items: [SWEEP], nextCursor: null } },
  ],
  ['sweep run', 'POST /v1/sweeps', { status: 201, body: SWEEP }],
])('jeton %s sends %s', async (line, request, reply) => {
  fixture.server.replies.push(reply);
  expect(await fixture.jeton(line.split(' '))).toMatchObject({ code: 0 });
  expect(fixture.server.seen.map(({ method, url }) => `${method} ${url}`)).toEqual([request]);
});

test('rotate shows the new secret, and says how long the old one lasts', async () => {
  const subscription = { ...SUBSCRIPTION, previousSecretUntil: '2026-01-01T01:00:00Z' };
  fixture.server.replies.push({ status: 200, body: { subscription, secret: WEBHOOK_SECRET } });
  const ran = await fixture.jeton(['subscription', 'rotate', 'sub_1', '--overlap', '1h']);
  expect(ran.stdout).toMatch(/old secret until +2026-01-01T01:00:00Z\n/);
  expect(ran.stdout.endsWith(`\n\n${WEBHOOK_SECRET}\n`)).toBe(true);
  expect(jsonOf(fixture.server.seen[0])).toEqual({ overlap: '1h' });
});

test('a run shows what it counted, a line each; a list only what there was', async () => {
  fixture.server.replies.push(
    { status: 201, body: SWEEP },
    { status: 200, body: { items: [SWEEP], nextCursor: null } },
  );
  const run = await fixture.jeton(['sweep', 'run', '--job', 'sweep']);
  const list = await fixture.jeton(['sweep', 'list']);
  expect(run.stdout).toMatch(/notices owed +2\nnotifications queued +0\ntokens purged +12\n$/);
  expect(list.stdout).toContain('notices owed 2, tokens purged 12\n');
  expect(jsonOf(fixture.server.seen[0])).toEqual({ job: 'sweep' });
});

const DELIVERED = { ...NOTIFICATION, status: 'delivered', attempts: 1, lastStatus: 204 };
const REFUSED = { ...NOTIFICATION, attempts: 1, lastStatus: 500, lastAnswer: 'out of order' };

test.each([
  ['delivered', DELIVERED, 0, ''],
  ['given up', { ...REFUSED, status: 'failed' }, 1, 'the sample was not delivered\n'],
  ['refused, to be tried again', REFUSED, 1, 'jeton notification list --subscription sub_1\n'],
])('test --wait asks until the sample was %s', async (_what, end, code, remark) => {
  const other = { ...DELIVERED, id: 'ntf_0000000001b' };
  const page = (...items: unknown[]) => ({ status: 200, body: { items, nextCursor: null } });
  fixture.server.replies.push({ status: 202, body: NOTIFICATION }, page(other, NOTIFICATION), page(other, end));
  const ran = await fixture.jeton(['subscription', 'test', 'sub_1', '--wait', '--json']);
  expect(ran.code).toBe(code);
  expect(JSON.parse(ran.stdout)).toEqual(end);
  expect(ran.stderr.endsWith(remark)).toBe(true);
  expect(fixture.server.seen.map(({ url }) => url)).toEqual([
    '/v1/subscriptions/sub_1/test',
    '/v1/notifications?subscription=sub_1',
    '/v1/notifications?subscription=sub_1',
  ]);
});

test.each([
  ['subscription create', 'give --mail ADDRESS or --webhook URL'],
  ['subscription create --mail a@b.example --webhook https://a.example', 'cannot be used with'],
  ['subscription create --mail a@b.example --event token.lost', 'Allowed choices are token.expiring'],
  ['subscription update sub_1', 'nothing to change'],
  ['subscription update sub_1 --no-filter --project web', '--no-filter'],
  ['subscription update sub_1 --enable --disable', 'cannot be used with'],
  ['sweep run --job weekly', 'Allowed choices'],
])('jeton %s is refused before anything is sent', async (line, explanation) => {
  const ran = await fixture.jeton(line.split(' '));
  expect(ran).toMatchObject({ code: 2, stdout: '' });
  expect(ran.stderr).toContain(explanation);
  expect(fixture.server.seen).toEqual([]);
});
