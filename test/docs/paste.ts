import { spawnSync } from 'node:child_process';
import { existsSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from '../../scripts/start/paths.ts';

export type Step = { command: string; expected: string | null };

/** The commands of the `sh` blocks, each with the `# →` line that follows it. */
export function readSteps(markdown: string): Step[] {
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

/** Where a page is tried: a folder, and the ports in place of the page's own. */
export type Place = { folder: string; ports: Readonly<Record<number, number>> };

/** Writes the files of a page, blocks such as `js receiver.mjs`, where they find the packages of the checkout. */
export function writeFiles(markdown: string, { folder, ports }: Place): void {
  const packages = join(folder, 'node_modules');
  for (const [, name = '', text = ''] of markdown.matchAll(/```(?:js|json|txt) (\S+)\n([\s\S]*?)```/g)) {
    writeFileSync(join(folder, name), withPorts(text, ports));
    if (!existsSync(packages)) symlinkSync(join(REPOSITORY, 'node_modules'), packages);
  }
}

/** Runs all steps in one shell, as a person would paste them; what each wrote, and how the last one ended. */
export function paste(steps: readonly Step[], { folder, ports }: Place) {
  const { status, stdout, stderr } = spawnSync('bash', ['-c', scriptOf(steps, ports)], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { status, stderr, outputs: stdout.split(/^@@\d+\n/m).slice(1) };
}

/** Variables live on from step to step; each step's output is marked off. */
function scriptOf(steps: readonly Step[], ports: Place['ports']): string {
  const marked = steps.map(({ command }, n) => `printf '\\n@@%s\\n' ${n}\n${withPorts(command, ports)}`);
  // In the checkout npx finds the command line itself; the state of this test lies elsewhere, and so does the shell.
  const npx = `npx() { shift; '${process.execPath}' '${join(REPOSITORY, 'cli/jeton.js')}' "$@"; }`;
  return [npx, 'set -eu', "trap 'kill $(jobs -p) 2>/dev/null || true' EXIT", ...marked].join('\n');
}

function withPorts(text: string, ports: Place['ports']): string {
  return text.replace(/\b\d{4}\b/g, (digits) => `${ports[Number(digits)] ?? digits}`);
}
