import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freshState, runScript } from './run-script.ts';

let state = '';
const LOCAL = { url: 'http://127.0.0.1:1', token: 'local' };
const REMOTE = { url: 'https://tokens.example.com', token: 'remote' };

function put(path: string, text: string): void {
  mkdirSync(dirname(join(state, path)), { recursive: true });
  writeFileSync(join(state, path), text);
}

function has(path: string): boolean {
  return existsSync(join(state, path));
}

async function reset(...args: string[]): Promise<{ code: number | null; output: string }> {
  const run = runScript('scripts/reset.ts', { state, args });
  return { code: await run.ends(), output: run.output() };
}

beforeEach(() => {
  state = freshState();
  put('.dev.vars', 'ROOT_KEY=x');
  put('.wrangler/state/v3/d1/a.sqlite', '');
  put('.jeton/config.json', JSON.stringify({ profiles: { default: LOCAL } }));
  put('.jeton/mail/20261121T000000Z-a.txt', 'To: ops@example.com');
});

afterEach(() => rmSync(state, { recursive: true, force: true }));

describe('npm run reset', () => {
  it('removes nothing when nobody can be asked', async () => {
    const { code, output } = await reset();
    expect(code).toBe(1);
    expect(output).toContain('cannot be undone');
    expect(has('.dev.vars') && has('.wrangler/state/v3/d1/a.sqlite') && has('.jeton/config.json')).toBe(true);
  });

  it('removes the local deployment with --yes', async () => {
    expect((await reset('--yes')).code).toBe(0);
    expect(has('.dev.vars') || has('.wrangler/state') || has('.jeton')).toBe(false);
  });

  it('keeps profiles and secrets of other deployments', async () => {
    put('.jeton/config.json', JSON.stringify({ profiles: { default: REMOTE, local: LOCAL } }));
    put('.jeton/production.secrets', 'ROOT_KEY=y');
    expect((await reset('--yes')).code).toBe(0);
    const kept = JSON.parse(readFileSync(join(state, '.jeton/config.json'), 'utf8'));
    expect(kept).toEqual({ profiles: { default: REMOTE } });
    expect(has('.jeton/production.secrets')).toBe(true);
    expect(has('.jeton/mail')).toBe(false);
  });

  it('puts a profile that it cannot read aside', async () => {
    put('.jeton/config.json', '{');
    expect((await reset('--yes')).code).toBe(0);
    expect(has('.jeton/config.json')).toBe(false);
    expect(has('.jeton/config.json.unreadable')).toBe(true);
  });

  it('has nothing to do in a fresh checkout', async () => {
    rmSync(state, { recursive: true });
    expect(await reset()).toEqual({ code: 0, output: 'There is nothing to remove.\n' });
  });
});
