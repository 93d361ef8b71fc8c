import type { PropertyDocument } from '../document/document.ts';

/** Whether a finding is of what one environment runs: those of other environments, and of what it has in their place, are not. */
export function concerns({ path }: { path: string }, { environments }: PropertyDocument, environment: string): boolean {
  const [, of, name] = /^(hostnames|environments)\.([^.[]+)/.exec(path) ?? [];
  if (of !== undefined) return name === environment;
  const own = Object.hasOwn(environments, environment) ? environments[environment] : undefined;
  if (/^origin\b/.test(path)) return own?.origin === undefined;
  if (/^signing\b/.test(path)) return own?.signing === undefined;
  return true;
}
