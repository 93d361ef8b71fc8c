import { once } from 'node:events';
import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { runJeton } from '../cli/support/run-jeton.ts';
import { freePort, freshState, runScript, type Script } from './run-script.ts';

const state = freshState();
const devVars = join(state, '.dev.vars');
const profile = join(state, '.jeton/config.json');
let port = 0;
let running: Script | undefined;

function start(): Script {
  running = runScript('scripts/start.ts', { state, port });
  return running;
}

function savedProfile(): { url: string; token: string } {
  return JSON.parse(readFileSync(profile, 'utf8')).profiles.default;
}

async function get(path: string, token: string): Promise<number> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { authorization: `Bearer ${token}` } });
  await response.body?.cancel();
  return response.status;
}

beforeAll(async () => {
  port = await freePort();
});

afterEach(async () => {
  running?.child.kill('SIGTERM');
  await running?.ends();
});

afterAll(() => rmSync(state, { recursive: true, force: true }));

describe('npm start', () => {
  it('sets up an empty folder, and keeps its secrets to their owner', async () => {
    const run = start();
    await run.says('Ctrl-C ends it');
    const { url, token } = savedProfile();
    expect(url).toBe(`http://127.0.0.1:${port}`);
    expect(run.output()).toContain(token);
    expect(await get('/v1/tokens/self', token)).toBe(200);
    expect([devVars, profile].map((path) => statSync(path).mode & 0o777)).toEqual([0o600, 0o600]);
    expect(statSync(join(state, '.jeton')).mode & 0o777).toBe(0o700);
    const body = JSON.stringify({ id: 'web', name: 'Web' });
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    expect((await fetch(`${url}/v1/projects`, { method: 'POST', headers, body })).status).toBe(201);
  });

  it('ends on a signal and leaves nothing running', async () => {
    const run = start();
    await run.says('Ctrl-C ends it');
    run.child.kill('SIGINT');
    expect(await run.ends()).toBe(0);
    await expect(fetch(`http://127.0.0.1:${port}/health`)).rejects.toThrow();
  });

  it('keeps what it would have mailed where only its owner can read it, with links that lead to it', async () => {
    const run = start();
    await run.says('Ctrl-C ends it');
    const folder = join(state, '.jeton/mail');
    expect(run.output()).toContain(`Mail         ${folder}`);
    const made = await runJeton(['subscription', 'create', '--mail', 'ops@example.com', '--quiet'], { cwd: state });
    const sent = await runJeton(['subscription', 'test', made.stdout.trim(), '--wait'], { cwd: state });
    expect(sent).toMatchObject({ code: 0, stdout: expect.stringMatching(/status +delivered\n/) });
    run.child.kill('SIGINT');
    await run.ends();
    const [html = '', text = '', ...others] = readdirSync(folder).sort();
    expect([html, text, others]).toEqual([expect.stringMatching(/^\d{8}T\d{6}Z-\w+\.html$/), text, []]);
    expect(text).toBe(html.replace('.html', '.txt'));
    const letter = readFileSync(join(folder, text), 'utf8');
    expect(letter).toMatch(/^From: .*\nTo: ops@example\.com\nSubject: Token sample expires in /);
    expect(letter).toContain(`http://127.0.0.1:${port}/console/tokens/`);
    expect([folder, join(folder, text), join(folder, html)].map((path) => statSync(path).mode & 0o777)).toEqual([
      0o700, 0o600, 0o600,
    ]);
  });

  it('keeps every token over a restart, shows none again, and follows a new port', async () => {
    const { token } = savedProfile();
    port = await freePort();
    const run = start();
    await run.says('Ctrl-C ends it');
    expect(savedProfile()).toEqual({ url: `http://127.0.0.1:${port}`, token });
    expect(await get('/v1/projects/web', token)).toBe(200);
    expect(run.output()).not.toContain(token);
  });
});

describe('npm start explains itself', () => {
  async function refusal(): Promise<string> {
    const run = start();
    expect(await run.ends()).toBe(1);
    expect(run.output()).not.toMatch(/^\s+at /m);
    return run.output();
  }

  /** Breaks one file for the length of a run. */
  async function refusalWithout(path: string, instead: string | null): Promise<string> {
    renameSync(path, `${path}.kept`);
    if (instead !== null) writeFileSync(path, instead);
    try {
      return await refusal();
    } finally {
      renameSync(`${path}.kept`, path);
    }
  }

  it('when the admin token is lost', async () => {
    expect(await refusalWithout(profile, null)).toMatch(/admin token is not in .*npm run reset/s);
  });

  it('when .dev.vars was made anew', async () => {
    expect(await refusalWithout(devVars, null)).toContain('not the one this database was made with');
  });

  it('when ROOT_KEY is missing or malformed', async () => {
    expect(await refusalWithout(devVars, 'SETUP_CODE=code\n')).toContain('has no ROOT_KEY');
    expect(await refusalWithout(devVars, 'ROOT_KEY=beef\nSETUP_CODE=code\n')).toMatch(/malformed.*64 hex digits/);
  });

  it('when SETUP_CODE is missing', async () => {
    expect(await refusalWithout(devVars, `ROOT_KEY=${'ab'.repeat(32)}\n`)).toContain('has no SETUP_CODE');
  });

  it('when the profile is not JSON', async () => {
    expect(await refusalWithout(profile, '{')).toContain('is not what it should be');
  });

  it('when the port is taken', async () => {
    const server = createServer((socket) => socket.destroy()).listen(port, '127.0.0.1');
    await once(server, 'listening');
    expect(await refusal()).toContain(`PORT=${port + 1} npm start`);
    server.close();
  });

  it('when PORT is no port', async () => {
    const kept = port;
    port = 70_000;
    expect(await refusal()).toContain('PORT is "70000"');
    port = kept;
  });

  it('and neither overwrites nor uses a profile of another deployment', async () => {
    const { token } = savedProfile();
    const remote = { url: 'https://tokens.example.com', token: 'of production' };
    const kept = readFileSync(profile, 'utf8');
    writeFileSync(
      profile,
      JSON.stringify({ profiles: { default: remote, local: { url: 'http://127.0.0.1:1', token } } }),
    );
    const run = start();
    await run.says('Ctrl-C ends it');
    expect(run.output()).toContain('npx jeton --profile local project create web');
    expect(JSON.parse(readFileSync(profile, 'utf8')).profiles).toEqual({
      default: remote,
      local: { url: `http://127.0.0.1:${port}`, token },
    });
    writeFileSync(profile, kept);
  });

  it('and its data are as good as before', async () => {
    await start().says('Ctrl-C ends it');
    expect(await get('/v1/projects/web', savedProfile().token)).toBe(200);
  });
});
