import { expect, test } from 'vitest';
import { jsonOf, useFixture } from './support/fixture.ts';
import { NEW_SECRET, TOKEN } from './support/samples.ts';

const fixture = useFixture();
const PAIR = { accessKeyId: `JTN${'A2B3C4D5'.repeat(4)}`, secretAccessKey: 'wJalrXUtnFEMI-K7MDENG_bPxRfiCYzEXAMPLEKE' };
const ANSWER = { token: { ...TOKEN, s3: true }, secret: PAIR.secretAccessKey, s3: PAIR };
const MADE = { status: 201, body: ANSWER };
const CREATE = 's3 credentials photos --project web --environment production --bucket assets+r'.split(' ');
const KEYS = `aws_access_key_id = ${PAIR.accessKeyId}\naws_secret_access_key = ${PAIR.secretAccessKey}\n`;

test('a token that signs S3 requests is made, and shown as a section of ~/.aws/credentials', async () => {
  fixture.server.replies.push(MADE);
  const line = '--bucket assets/in/*+rw,*+d --grant bucket:assets:manage --expires 30d --type client --client here';
  const ran = await fixture.jeton([...CREATE, ...line.split(' '), '--allow-ip', '192.0.2.0/24', '--description', 'd']);
  expect(ran.code).toBe(0);
  expect(ran.stdout).toBe(
    `# Jeton: tok_0a1b2c3d4e5, ends 2026-12-31T23:59:59Z\n[photos]\n${KEYS}` +
      '# In ~/.aws/config:\n# [profile photos]\n# region = us-east-1\n' +
      '# endpoint_url = https://HOSTNAME-OF-THE-PROPERTY\n# s3 =\n#   addressing_style = path\n',
  );
  expect(ran.stderr).toContain('shown once');
  expect(ran.stderr).not.toContain(PAIR.secretAccessKey);
  expect(fixture.server.seen.map(({ method, url }) => `${method} ${url}`)).toEqual(['POST /v1/tokens']);
  expect(jsonOf(fixture.server.seen[0])).toEqual({
    type: 'client',
    name: 'photos',
    description: 'd',
    project: 'web',
    environments: ['production'],
    grants: [
      { resource: 'bucket', name: 'assets', actions: ['read'] },
      { resource: 'bucket', name: 'assets/in/*', actions: ['read', 'write'] },
      { resource: 'bucket', name: '*', actions: ['delete'] },
      { resource: 'bucket', name: 'assets', actions: ['manage'] },
    ],
    clients: ['here'],
    allowedIps: ['192.0.2.0/24'],
    expires: '30d',
    s3: true,
  });
});

test('with --config all stands in a section of ~/.aws/config', async () => {
  fixture.server.replies.push(MADE);
  const flags = '--config --endpoint https://s3.example.com --region eu-central-1'.split(' ');
  expect((await fixture.jeton([...CREATE, ...flags])).stdout).toBe(
    `# Jeton: tok_0a1b2c3d4e5, ends 2026-12-31T23:59:59Z\n[profile photos]\n${KEYS}` +
      'region = eu-central-1\nendpoint_url = https://s3.example.com\ns3 =\n  addressing_style = path\n',
  );
  const plain = await fixture.jeton([...CREATE, ...flags, '--section', 'default']);
  expect(plain.stdout).toContain('\n[default]\naws_access_key_id');
});

test('--json is the answer as it came, --quiet the secret access key alone', async () => {
  fixture.server.replies.push(MADE);
  expect(JSON.parse((await fixture.jeton([...CREATE, '--json'])).stdout)).toEqual(ANSWER);
  expect(await fixture.jeton([...CREATE, '--quiet'])).toEqual({
    code: 0,
    stdout: `${PAIR.secretAccessKey}\n`,
    stderr: '',
  });
});

test('the answer of a refresh is read from standard input, and nothing is sent', async () => {
  const from = 's3 credentials photos --from -'.split(' ');
  const ran = await fixture.jeton(from, { stdin: `${JSON.stringify(ANSWER)}\n` });
  expect(ran).toMatchObject({ code: 0, stdout: expect.stringContaining(`[photos]\n${KEYS}`) });
  const revealed = await fixture.jeton(from, { stdin: JSON.stringify({ secret: PAIR.secretAccessKey, s3: PAIR }) });
  expect(revealed.stdout).toMatch(/^\[photos\]\n/);
  expect(fixture.server.seen).toEqual([]);
});

test('what is no such answer is refused, and nothing of it is repeated', async () => {
  const from = 's3 credentials photos --from -'.split(' ');
  for (const stdin of [PAIR.secretAccessKey, `{"secret":"${PAIR.secretAccessKey}","s3":{"accessKeyId":1}}`, '']) {
    const ran = await fixture.jeton(from, { stdin });
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toContain('standard input is not the answer of');
    expect(ran.stderr).not.toContain(PAIR.secretAccessKey);
  }
  const plain = await fixture.jeton(from, { stdin: JSON.stringify({ token: TOKEN, secret: NEW_SECRET }) });
  expect(plain).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('signs no S3 requests') });
});

test.each([
  ['s3 credentials photos --project web', 'nothing says what the credentials may do'],
  ['s3 credentials photos --bucket assets+r', 'nothing says of which project'],
  ['s3 credentials photos --project web --bucket assets', 'Write NAME+LETTERS'],
  ['s3 credentials photos --project web --bucket assets+rr', 'Write NAME+LETTERS'],
  ['s3 credentials photos --project web --bucket assets*+r', 'Write NAME+LETTERS'],
  ['s3 credentials photos --project web --bucket +r', 'Write NAME+LETTERS'],
  ['s3 credentials [x] --project web --bucket assets+r', 'cannot be the name of a section'],
  ['s3 credentials photos --project web --bucket assets+r --endpoint https://s3.example.com/x', 'without a path'],
  ['s3 credentials photos --project web --bucket assets+r --region EU', 'must be one such as us-east-1'],
])('jeton %s is refused, and nothing is sent', async (line, said) => {
  const ran = await fixture.jeton(line.split(' '));
  expect(ran).toMatchObject({ code: 2, stdout: '' });
  expect(ran.stderr).toContain(said);
  expect(fixture.server.seen).toEqual([]);
});

test('jeton token create --s3 shows both halves of the pair, and with --quiet the secret access key alone', async () => {
  fixture.server.replies.push(MADE);
  const line = 'token create photos --s3 --project web --environment production --grant bucket:assets:read'.split(' ');
  const ran = await fixture.jeton(line);
  expect(ran.stdout).toContain(`\n\naccessKeyId      ${PAIR.accessKeyId}\nsecretAccessKey  ${PAIR.secretAccessKey}\n`);
  expect(jsonOf(fixture.server.seen[0])).toMatchObject({ s3: true });
  expect((await fixture.jeton([...line, '--quiet'])).stdout).toBe(`${PAIR.secretAccessKey}\n`);
});

test('a refresh and a reveal show both halves too', async () => {
  fixture.server.replies.push({ status: 200, body: ANSWER });
  const refreshed = await fixture.jeton('token refresh tok_1 --overlap 24h'.split(' '));
  expect(refreshed.stdout).toContain(`accessKeyId      ${PAIR.accessKeyId}\n`);
  const revealed = await fixture.jeton('token secret tok_1'.split(' '));
  expect(revealed.stdout).toBe(`accessKeyId      ${PAIR.accessKeyId}\nsecretAccessKey  ${PAIR.secretAccessKey}\n`);
  expect((await fixture.jeton('token secret tok_1 --quiet'.split(' '))).stdout).toBe(`${PAIR.secretAccessKey}\n`);
});
