import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from '../build.ts';

const OURS = ['workerd', 'hono', 'jose'];
const PEERS = ['@cloudflare/workers-oauth-provider', 'better-auth', '@better-auth/api-key'];

/** The versions of all that was measured, and of what it ran on. */
export function describeVersions(): string {
  const ours = OURS.map((name) => `${name} ${versionOf(REPOSITORY, name)}`);
  const peers = PEERS.map((name) => `${name} ${versionOf(import.meta.dirname, name)}`);
  return [`node ${process.versions.node}`, ...ours, ...peers].join(', ');
}

function versionOf(folder: string, name: string): string {
  const { version } = JSON.parse(readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8'));
  return version;
}
