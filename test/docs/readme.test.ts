import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REPOSITORY } from '../../scripts/start/paths.ts';
import { freePort, freshState, runScript, type Script } from '../scripts/run-script.ts';
import { type Place, paste, readSteps, writeFiles } from './paste.ts';

/** The pages whose commands are pasted into a shell against a fresh `npm start`, each `# →` line held to. */
const PAGES = [
  ['README.md', 7],
  ['docs/notices.md', 8],
  ['docs/people.md', 3],
  ['docs/passwords.md', 4],
  ['docs/sharing.md', 4],
  ['docs/importing.md', 2],
  ['docs/signed-tokens.md', 10],
  ['docs/oauth.md', 8],
  ['docs/dpop.md', 0],
  ['docs/ci-tokens.md', 5],
  ['docs/access-keys.md', 7],
  ['docs/gateway.md', 10],
  ['docs/s3.md', 10],
] as const;

let place: Place;
let server: Script;

beforeAll(async () => {
  const [port, receiver] = [await freePort(), await freePort()];
  place = { folder: freshState(), ports: { 8787: port, 9000: receiver } };
  server = runScript('scripts/start.ts', { state: place.folder, port });
  await server.says('Ctrl-C');
});

afterAll(async () => {
  server.child.kill('SIGINT');
  await server.ends();
});

describe.each(PAGES)('%s', (path, held) => {
  const page = readFileSync(join(REPOSITORY, path), 'utf8');

  it('does what it says when pasted', () => {
    const steps = readSteps(page);
    expect(steps.filter(({ expected }) => expected !== null).length).toBeGreaterThanOrEqual(held);
    writeFiles(page, place);
    const { status, stderr, outputs } = paste(steps, place);
    expect(status, stderr).toBe(0);
    for (const [n, { command, expected }] of steps.entries()) {
      for (const word of expected?.split(/[ ,]+/) ?? []) expect(outputs[n], command).toContain(word);
    }
  });

  it('links to files and sections that are there', () => {
    const links = [...page.matchAll(/\]\((?!https?:)([^)]+)\)/g)].map(([, link = '']) => link);
    expect(links.length).toBeGreaterThan(0);
    for (const link of links) {
      const [file = '', section] = link.split('#');
      const target = join(REPOSITORY, dirname(path), file);
      expect(existsSync(target), link).toBe(true);
      if (section !== undefined) expect(readFileSync(target, 'utf8'), link).toMatch(headingOf(section));
    }
  });
});

/** The heading that GitHub gives an anchor: in lower case, with hyphens for spaces. */
function headingOf(anchor: string): RegExp {
  return new RegExp(`^#+ ${anchor.replaceAll('-', '[ -]')}$`, 'im');
}
