import { rmSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { freshState, runScript } from './run-script.ts';

const state = freshState();
afterAll(() => rmSync(state, { recursive: true, force: true }));

async function deploy(...args: string[]): Promise<{ code: number | null; output: string }> {
  const run = runScript('scripts/deploy.ts', { state, args });
  return { code: await run.ends(), output: run.output() };
}

describe('npm run deploy', () => {
  it.each([
    ['production', 'jeton'],
    ['staging', 'jeton-staging'],
  ])('rehearses %s without an account', async (environment, database) => {
    const { code, output } = await deploy('--dry-run', '--env', environment);
    expect(output).toContain(`env.DB (${database})`);
    expect(code).toBe(0);
    const steps = [
      'whoami',
      `d1 create ${database}`,
      'd1 migrations apply DB --remote',
      'secret list',
      'deploy --env',
      `jeton setup --profile ${environment}`,
      'MAIL_FROM is empty',
      'PUBLIC_URL is empty',
      `[env.${environment}.vars]`,
    ];
    const places = steps.map((step) => output.indexOf(step));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  it('refuses an environment that wrangler.toml does not have', async () => {
    const { code, output } = await deploy('--env', 'moon');
    expect(code).toBe(1);
    expect(output).toContain('production or staging');
  });
});
