import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { REPOSITORY } from '../../scripts/start/paths.ts';

/** A program of somebody else's, with the SDK installed as a package and its peers beside it. */
export type Consumer = {
  folder: string;
  /** Where the package was unpacked. */
  sdk: string;
  write: (name: string, text: string) => string;
  /** What a file printed when Node ran it; throws when it failed. */
  run: (name: string, environment?: Record<string, string>) => string;
  /** What the compiler has to say of all files; empty when they compile. */
  compile: (tsc: string, options: readonly string[]) => string;
};

const PEERS = ['hono', 'jose', '@types', '@cloudflare'];

/** Builds the SDK, packs it as for the registry, and installs it in a fresh folder. */
export function createConsumer(): Consumer {
  const folder = mkdtempSync(join(tmpdir(), 'jeton-consumer-'));
  const built = join(folder, 'built');
  succeed(process.execPath, ['scripts/build-sdk.ts', built], REPOSITORY);
  const sdk = join(folder, 'node_modules/jeton');
  mkdirSync(sdk, { recursive: true });
  succeed('npm', ['pack', built, '--pack-destination', folder], folder);
  succeed('tar', ['-xzf', join(folder, 'jeton-0.1.0.tgz'), '-C', sdk, '--strip-components=1'], folder);
  for (const peer of PEERS) symlinkSync(join(REPOSITORY, 'node_modules', peer), join(folder, 'node_modules', peer));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
  return {
    folder,
    sdk,
    write: (name, text) => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    },
    run: (name, environment = {}) => succeed(process.execPath, [name], folder, environment),
    compile: (tsc, options) => {
      const { stdout } = spawnSync(process.execPath, [tsc, ...options], { cwd: folder, encoding: 'utf8' });
      return stdout;
    },
  };
}

function succeed(command: string, args: string[], cwd: string, environment: Record<string, string> = {}): string {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, ...environment },
  });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}:\n${stdout}\n${stderr}`);
  return stdout;
}
