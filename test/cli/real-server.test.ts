import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { REPOSITORY } from '../../scripts/start/paths.ts';
import { freePort, freshState, runScript, type Script } from '../scripts/run-script.ts';
import { type Seen, startFakeServer } from './support/fake-server.ts';
import { runJeton } from './support/run-jeton.ts';

/** The command line against a fresh `npm start`: what no imitation of the server can show. */
const state = freshState();
let server: Script;

beforeAll(async () => {
  server = runScript('scripts/start.ts', { state, port: await freePort() });
  await server.says('Ctrl-C');
});

afterAll(async () => {
  server.child.kill('SIGINT');
  await server.ends();
});

function jeton(line: string, input = '', token?: string) {
  const { JETON_TOKEN: _token, ...environment } = process.env;
  const run = spawnSync(process.execPath, [join(REPOSITORY, 'cli/jeton.js'), ...line.split(' ')], {
    cwd: state,
    input,
    encoding: 'utf8',
    env: { ...environment, ...(token !== undefined && { JETON_TOKEN: token }) },
  });
  return { code: run.status, out: run.stdout, err: run.stderr };
}

/** The output of a command that must succeed. */
function done(line: string, input?: string, token?: string): string {
  const { code, out, err } = jeton(line, input, token);
  expect(code, `${line}: ${err}`).toBe(0);
  return out.trim();
}

it('the profile has the shape that other tools may rely on', () => {
  const profile: unknown = JSON.parse(readFileSync(join(state, '.jeton/config.json'), 'utf8'));
  expect(profile).toEqual({
    profiles: {
      default: { url: expect.stringContaining('http://127.0.0.1:'), token: expect.stringContaining('*:*.jtn_') },
    },
  });
});

it('places: made, listed, changed, and not deleted while in use', () => {
  expect(done('project create shop --name Shop --quiet')).toBe('shop');
  done('project rename shop Store');
  expect(done('project get shop')).toContain('Store');
  expect(done('project list --quiet')).toBe('shop');
  expect(done('environment create preview --quiet')).toBe('preview');
  expect(done('environment list --quiet').split('\n')).toEqual(['preview', 'production', 'staging']);
  done('namespace create news --project shop --retention-days 30');
  done('namespace update news --project shop --retention-days 7');
  expect(JSON.parse(done('namespace get news --project shop --json'))).toMatchObject({ retentionDays: 7 });
  expect(jeton('project delete shop').code).toBe(1);
  done('environment delete preview');
});

it('items: written, listed, read to the byte and deleted', () => {
  const at = '--project shop --namespace news --environment staging';
  done(`item put a/b ${at} --content-type text/plain`, 'ü\n\0');
  expect(done(`item list ${at} --prefix a --quiet`)).toBe('a/b');
  expect(jeton(`item get a/b ${at}`).out).toBe('ü\n\0');
  expect(jeton('namespace delete news --project shop').err).toContain('staging still holds items');
  done(`item delete a/b ${at}`);
  expect(jeton(`item get a/b ${at}`)).toMatchObject({ code: 1, err: expect.stringContaining('not_found') });
});

it('a token: its whole life', () => {
  const secret = done('token create t --project shop --environment staging --namespace news+rw --retrievable --quiet');
  const id = done('token self --quiet', '', secret);
  expect(done('token list --namespace news --quiet')).toBe(id);
  expect(done(`token secret ${id} --quiet`)).toBe(secret);
  expect(jeton('token verify --environment staging --require namespace:news:write', secret).code).toBe(0);
  expect(jeton('token verify --environment production', secret)).toMatchObject({ code: 1 });
  done(`token update ${id} --namespace news+r`);
  expect(jeton('token verify --require namespace:news:write', secret).code).toBe(1);
  done(`token disable ${id}`);
  expect(jeton('token self', '', secret).err).toContain('token_disabled');
  done(`token enable ${id}`);
  const next = done(`token refresh ${id} --overlap 1h --quiet`);
  expect(jeton('token self', '', secret).code).toBe(0);
  expect(jeton('token self', '', next).code).toBe(0);
  done(`token revoke ${id} --reason superseded`);
  expect(jeton('token self', '', next).err).toContain('token_revoked');
  expect(done('token list --status revoked --quiet')).toBe(id);
  expect(jeton('namespace delete news --project shop').code).toBe(0);
});

it('an end of life: seen coming, and put off by a refresh', () => {
  const create = 'token create ends --project shop --environment staging --namespace news+r --expires 10d';
  done('namespace create news --project shop');
  const secret = done(`${create} --quiet`);
  const id = done('token list --expiring 30d --quiet');
  expect(id).toMatch(/^tok_\w+$/);
  expect(done('token list --expiring 5d --quiet')).toBe('');
  expect(done(`token list --namespace news`)).toMatch(/ LAST USED .*\n.* never /);
  done(`token refresh ${id} --expires 90d`);
  expect(done('token list --expiring 30d --quiet')).toBe('');
  expect(done(`token get ${id}`)).toMatch(/\nlast used +never$/);
  expect(jeton('token self', '', secret).err).toContain('token_replaced');
});

it('the scheduled jobs: run, and what they did', () => {
  for (const job of ['publish', 'sweep', 'daily']) {
    expect(JSON.parse(done(`sweep run --job ${job} --json`))).toMatchObject({ job, status: 'done' });
  }
  expect(done('sweep run')).toMatch(/\nnotices owed +0\n/);
  expect(JSON.parse(done('sweep list --job daily --json')).items[0]).toMatchObject({ job: 'daily', status: 'done' });
});

it('a mail address: subscribed, tried out, changed and let go', () => {
  const id = done('subscription create --mail ops@example.com --threshold 7d,1d --project shop --quiet');
  expect(done(`subscription test ${id} --wait`)).toMatch(/\nlast answer +taken on as /);
  expect(done(`notification list --subscription ${id} --status delivered --quiet`)).toMatch(/^ntf_\w+$/);
  const changes = '--address dev@example.com --event token.revoked --threshold 1h --no-filter --description d';
  done(`subscription update ${id} ${changes}`);
  done(`subscription update ${id} --disable`);
  expect(done(`subscription get ${id}`)).toMatch(/\nfilter +every token\nstatus +disabled \(manual\)\n/);
  done(`subscription update ${id} --enable --no-description --type access`);
  expect(JSON.parse(done(`subscription get ${id} --json`))).toMatchObject({
    address: 'dev@example.com',
    description: null,
    events: ['token.revoked'],
    thresholds: ['1h'],
    filter: { type: 'access' },
    enabled: true,
  });
  expect(jeton(`subscription rotate ${id}`).err).toContain('a mail subscription has no secret');
  done(`subscription delete ${id}`);
  expect(jeton(`subscription get ${id}`)).toMatchObject({ code: 1, err: expect.stringContaining('not_found') });
});

it('a webhook: signed so that others can verify it, by two secrets during a rotation, and sent again on request', async () => {
  const receiver = await startFakeServer();
  receiver.replies.push({ status: 204 });
  const sent = () => receiver.seen.at(-1);
  const run = async (line: string) => (await runJeton(line.split(' '), { cwd: state })).stdout.trim();
  const first = await run(`subscription create --webhook ${receiver.url}/jeton --quiet`);
  const id = await run('subscription list --quiet');
  const sample = JSON.parse(await run(`subscription test ${id} --wait --json`));
  expect(sample).toMatchObject({ status: 'delivered', lastStatus: 204 });
  expect(opened(first, sent())).toMatchObject({ type: 'token.expiring', data: { total: 1 } });
  const second = await run(`subscription rotate ${id} --overlap 1h --quiet`);
  await run(`subscription test ${id} --wait`);
  expect(opened(first, sent())).toEqual(opened(second, sent()));
  receiver.replies.splice(0, 1, { status: 500, body: 'out of order' });
  const refused = await runJeton(['subscription', 'test', id, '--wait'], { cwd: state });
  expect(refused).toMatchObject({
    code: 1,
    stdout: expect.stringMatching(/\nlast status +500\nlast answer +out of order\n/),
  });
  receiver.replies.splice(0, 1, { status: 204 });
  expect(await run(`notification redeliver ${sample.id} --quiet`)).toBe(sample.id);
  const copies = () => receiver.seen.filter(({ headers }) => headers['webhook-id'] === sample.id);
  await expect.poll(() => copies().length, { timeout: 20_000 }).toBe(2);
  expect(copies()[1]?.body).toEqual(copies()[0]?.body);
  await run(`subscription delete ${id}`);
  await receiver.close();
});

it('a use shows within a minute', async () => {
  const lastUse = () => JSON.parse(done('token list --status revoked --json')).items[0].lastUsedAt;
  await expect.poll(lastUse, { timeout: 60_000, interval: 2_000 }).toMatch(/^\d{4}-/);
});

/** The body of a webhook, once the library that receivers use has verified its signature. */
function opened(secret: string, seen: Seen | undefined): unknown {
  return new Webhook(secret).verify(seen?.body ?? '', { ...seen?.headers } as Record<string, string>);
}

it('the audit trail: listed, exported whole, and as it was written', () => {
  expect(done('event list --action project.updated --since 2026-01-01 --limit 1 --quiet')).toMatch(/^evt_/);
  const [id] = done('token list --status revoked --quiet').split('\n');
  expect(done(`token events ${id}`)).toMatch(/token\.revoked.*token\.created/s);
  const lines = done('event export').split('\n');
  const actions = lines.map((line) => JSON.parse(line).action);
  expect(actions[0]).toBe('user.created');
  expect(actions).toContain('project.updated');
  const verified = done('event verify');
  expect(verified).toMatch(/^[\d,]+ events are as they were written; .*head evt_/);
  expect(Number.parseInt(verified, 10)).toBeGreaterThanOrEqual(lines.length);
  done('event export --output events.ndjson');
  expect(readFileSync(join(state, 'events.ndjson'), 'utf8').split('\n').length - 1).toBe(lines.length);
});
