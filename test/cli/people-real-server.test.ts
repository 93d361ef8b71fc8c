import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { REPOSITORY } from '../../scripts/start/paths.ts';
import { freePort, freshState, runScript, type Script } from '../scripts/run-script.ts';

/** People, projects and who may do what: the command line against a fresh `npm start`. */
const state = freshState();
const PASSWORD = 'correct horse battery';
let server: Script;
let url: string;

beforeAll(async () => {
  const port = await freePort();
  server = runScript('scripts/start.ts', { state, port });
  await server.says('Ctrl-C');
  url = `http://127.0.0.1:${port}`;
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

it('a person: added, signed in with a password, seen by whoami, signed out', () => {
  done('user create ada@example.com --name Ada --role viewer --password', PASSWORD);
  expect(jeton(`login --profile ada --url ${url} --email ada@example.com`, 'wrong horse battery').code).toBe(1);
  done(`login --profile ada --url ${url} --email Ada@example.com --expires 8h`, PASSWORD);
  expect(done('whoami --profile ada --quiet')).toBe('ada@example.com');
  expect(done('whoami --profile ada')).toMatch(/\nwho +Ada <ada@example.com>\n.*\nrole +viewer\n/s);
  expect(jeton('project create theirs --profile ada').code).toBe(1);
  done('user update ada@example.com --role editor');
  done('project create theirs --profile ada');
  done('user password --profile ada', `${PASSWORD}\nanother horse battery\n`);
  done('user disable ada@example.com');
  expect(jeton('whoami --profile ada').code).toBe(1);
  done('user enable ada@example.com');
  done('logout --profile ada');
  expect(jeton('whoami --profile ada')).toMatchObject({ code: 2, err: expect.stringContaining('jeton login') });
});

it('a role, a group and a member: given, used and taken away', () => {
  done('project create web');
  done('namespace create news --project web');
  done('role create developer --permission token:*@staging,namespace:read');
  done('member add ada@example.com --project web --role developer');
  done(`login --profile ada --url ${url} --email ada@example.com`, 'another horse battery');
  expect(done('whoami --profile ada')).toMatch(/\nprojects +.*web:developer/);
  const create = 'token create ci --type client --project web --namespace news+r --profile ada --quiet';
  expect(jeton(`${create} --environment production`).code).toBe(1);
  done(`${create} --environment staging`);
  done('member update ada@example.com --project web --role member');
  expect(done('member list --project web')).toMatch(/ada@example.com .* member /);
  expect(jeton('role delete developer').code).toBe(0);
  const master = done('token list --type master --project web --owner ada@example.com --quiet');
  const secret = done(`token refresh ${master} --profile ada --quiet`);
  expect(done('whoami --quiet', '', secret)).toBe('ada@example.com');
  done('group create press');
  done('group add press ada@example.com');
  expect(done('group members press')).toContain('ada@example.com');
  done('group remove press ada@example.com');
  done('member remove ada@example.com --project web');
  expect(jeton('whoami', '', secret).code).toBe(1);
});

it('a client: a token that is locked to it works from nowhere else', () => {
  done('client create here --ip 127.0.0.1,::1');
  done('client create elsewhere --ip 192.0.2.0/24');
  const token = 'token create locked --project web --environment staging --namespace news+r --quiet';
  const good = done(`${token} --client here`);
  const id = done('token self --quiet', '', good);
  expect(done(`token get ${id}`)).toMatch(/\nclients +here\n/);
  done(`token update ${id} --client elsewhere`);
  expect(jeton('token self', '', good).err).toContain('wrong_client');
  expect(jeton('client delete elsewhere').code).toBe(1);
  done(`token update ${id} --any-client`);
  done('client delete elsewhere');
});

it('a token handed over by a link that works once', async () => {
  const old = done('token create gift --project web --environment staging --namespace news+r --quiet');
  const id = done('token self --quiet', '', old);
  done(`token share ${id} --email grace@example.com`);
  await expect.poll(findLink, { timeout: 20_000 }).toContain('#');
  const link = findLink();
  const secret = done('token redeem --quiet', link);
  expect(done('token self --quiet', '', secret)).toBe(id);
  expect(jeton('token self', '', old).err).toContain('token_replaced');
  expect(jeton('token redeem', link)).toMatchObject({ code: 1, err: expect.stringContaining('not_found') });
  expect(done(`token shares ${id}`)).toMatch(/grace@example.com +redeemed/);
  done(`token share ${id} --email grace@example.com`);
  const [share] = JSON.parse(done(`token shares ${id} --json`)).items.filter(
    ({ status }: { status: string }) => status === 'open',
  );
  done(`token unshare ${id} ${share.id}`);
});

/** The link of the mail that `npm start` has kept; empty while there is none. */
function findLink(): string {
  const folder = join(state, '.jeton/mail');
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.txt')) : [];
  const texts = names.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n');
  return /http\S+\/console\/welcome#[\w-]{43}/.exec(texts)?.[0] ?? '';
}

it('tokens from elsewhere: imported with a bad row among them, and a second time without harm', () => {
  const old = '4f8a1c0e'.repeat(4);
  const rows = ['type,name,project,environments,grants,secret', `access,old,web,staging,news+r,${old}`];
  writeFileSync(join(state, 'tokens.csv'), [...rows, 'access,bad,nowhere,staging,news+r,0123456789abcdef'].join('\n'));
  const first = jeton('token import tokens.csv');
  expect(first).toMatchObject({ code: 1, out: '1 imported, 0 there before, 1 refused\n' });
  expect(first.err).toContain('row 2: ');
  expect(jeton('token import tokens.csv').out).toBe('0 imported, 1 there before, 1 refused\n');
  expect(JSON.parse(done('token self --json', '', old))).toMatchObject({ name: 'old', projects: ['web'] });
});

it('a project: taken out of the tokens that name it; a person: removed with every token', () => {
  const secret = done('token create last --project theirs --environment staging --quiet');
  expect(jeton('project delete theirs').code).toBe(1);
  done('project delete theirs --detach --yes');
  expect(JSON.parse(done('token self --json', '', secret))).toMatchObject({ projects: [] });
  done('user remove ada@example.com --yes');
  expect(jeton('whoami --profile ada').code).toBe(1);
  expect(jeton('user get ada@example.com').err).toContain('nobody has the mail address');
});
