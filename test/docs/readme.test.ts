import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REPOSITORY } from '../../scripts/start/paths.ts';
import { freePort, freshState, runScript, type Script } from '../scripts/run-script.ts';

/** The five minutes of README.md, pasted into one shell against a fresh `npm start`, each `# →` line held to. */
const readme = readFileSync(join(REPOSITORY, 'README.md'), 'utf8');
const state = freshState();
let port: number;
let server: Script;

beforeAll(async () => {
  port = await freePort();
  server = runScript('scripts/start.ts', { state, port });
  await server.says('Ctrl-C');
});

afterAll(async () => {
  server.child.kill('SIGINT');
  await server.ends();
});

type Step = { command: string; expected: string | null };

/** The commands of the `sh` blocks, each with the `# →` line that follows it. */
function readSteps(markdown: string): Step[] {
  const steps: Step[] = [];
  for (const [, block = ''] of markdown.matchAll(/```sh\n([\s\S]*?)```/g)) {
    for (const line of block.trimEnd().split('\n')) {
      const last = steps.at(-1);
      if (line.startsWith('# → ') && last) last.expected = line.slice(4);
      else steps.push({ command: line, expected: null });
    }
  }
  return steps;
}

/** One script for all steps, as a person's shell would run them: variables live on; each step's output is marked off. */
function scriptOf(steps: Step[]): string {
  const paste = steps.map(
    ({ command }, n) => `printf '\\n@@%s\\n' ${n}\n${command.replaceAll('127.0.0.1:8787', `127.0.0.1:${port}`)}`,
  );
  // In the checkout npx finds the command line itself; the state of this test lies elsewhere, and so does the shell.
  const npx = `npx() { shift; '${process.execPath}' '${join(REPOSITORY, 'cli/jeton.js')}' "$@"; }`;
  return [npx, 'set -eu', ...paste].join('\n');
}

describe('the five minutes of the README', () => {
  it('do what they say when pasted', () => {
    const steps = readSteps(readme);
    expect(steps.filter(({ expected }) => expected !== null).length).toBeGreaterThanOrEqual(7);
    const run = spawnSync('bash', ['-c', scriptOf(steps)], { cwd: state, encoding: 'utf8' });
    expect(run.status, run.stderr).toBe(0);
    const outputs = run.stdout.split(/^@@\d+\n/m).slice(1);
    for (const [n, { command, expected }] of steps.entries()) {
      for (const word of expected?.split(/[ ,]+/) ?? []) expect(outputs[n], command).toContain(word);
    }
  });
});

describe('links', () => {
  it('from the README lead to files that are there', () => {
    const links = [...readme.matchAll(/\]\(([^)#]+)\)/g)].map(([, link = '']) => link);
    expect(links.length).toBeGreaterThan(8);
    for (const link of links) expect(spawnSync('ls', [join(REPOSITORY, link)]).status, link).toBe(0);
  });
});
