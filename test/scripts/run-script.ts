import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Script {
  child: ChildProcess;
  /** All that was printed so far, on both streams. */
  output(): string;
  /** Waits until the text is printed; fails when the script ends before. */
  says(text: string): Promise<void>;
  /** The exit code, once the script has ended. */
  ends(): Promise<number | null>;
}

/** A folder of its own for what `npm start` keeps, so that a developer's deployment is left alone. */
export function freshState(): string {
  return mkdtempSync(join(tmpdir(), 'jeton-state-'));
}

export function runScript(script: string, options: { state: string; port?: number; args?: string[] }): Script {
  const { state, port = 8787, args = [] } = options;
  const { npm_lifecycle_event: _event, WRANGLER_LOG: _log, ...environment } = process.env;
  const child = spawn(process.execPath, [script, ...args], {
    env: { ...environment, JETON_STATE_DIR: state, PORT: `${port}`, NO_COLOR: '1', FORCE_COLOR: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const ended = once(child, 'close').then(([code]: (number | null)[]) => code ?? null);
  const keep = (chunk: Buffer): void => {
    text += chunk.toString();
    child.emit('printed');
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  return {
    child,
    output: () => text,
    ends: () => ended,
    says: async (wanted) => {
      while (!text.includes(wanted)) {
        const next = await Promise.race([once(child, 'printed'), ended.then(() => 'ended')]);
        if (next === 'ended' && !text.includes(wanted)) throw new Error(`Ended without saying "${wanted}":\n${text}`);
      }
    },
  };
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
