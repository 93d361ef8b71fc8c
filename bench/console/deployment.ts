import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Deployment {
  url: string;
  adminToken: string;
  stop: () => Promise<void>;
}

const PORT = 8790;

/** A fresh deployment as `npm start` makes it, in a folder of its own. */
export async function startDeployment(): Promise<Deployment> {
  const state = mkdtempSync(join(tmpdir(), 'jeton-bench-'));
  const environment = { ...process.env, JETON_STATE_DIR: state, PORT: `${PORT}` };
  // A phone does not run the server too: where both want a CPU, the browser has it.
  const child = spawn('nice', ['-n', '19', process.execPath, 'scripts/start.ts'], {
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  let printed = '';
  for await (const chunk of child.stdout) {
    printed += chunk;
    if (printed.includes('Ctrl-C')) break;
  }
  const adminToken = /Admin token +(\*\S+)/.exec(printed)?.[1];
  if (adminToken === undefined) throw new Error(`npm start did not come up:\n${printed}`);
  return {
    url: `http://127.0.0.1:${PORT}`,
    adminToken,
    stop: async () => {
      child.kill('SIGINT');
      await ended;
      rmSync(state, { recursive: true, force: true });
    },
  };
}
