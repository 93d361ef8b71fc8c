import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { REPOSITORY } from '../../scripts/start/paths.ts';
import { freePort, freshState, runScript, type Script } from '../scripts/run-script.ts';

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
