/**
 * The crons of wrangler.toml, per environment; the top level, which is local development, is called `local`.
 * Reads just what it needs: a `[triggers]` table with `crons = [...]` as its first line.
 */
export function readCrons(toml: string): Map<string, string[]> {
  const crons = new Map<string, string[]>();
  for (const match of toml.matchAll(/^\[(?:env\.([\w-]+)\.)?triggers\]\s*$/gm)) {
    const rest = toml.slice(match.index + match[0].length);
    const list = /^\s*crons\s*=\s*\[([^\]]*)\]/.exec(rest)?.[1];
    if (list === undefined) throw new Error(`wrangler.toml: no \`crons = [...]\` directly under ${match[0]}`);
    crons.set(
      match[1] ?? 'local',
      [...list.matchAll(/"([^"]+)"/g)].map((quoted) => quoted[1] ?? ''),
    );
  }
  return crons;
}

export function readEnvironments(toml: string): string[] {
  return ['local', ...[...toml.matchAll(/^\[env\.([\w-]+)\]\s*$/gm)].map((match) => match[1] ?? '')];
}

/** A variable of an environment, written in double quotes; undefined where it is not there. */
export function readVariable(toml: string, environment: string, name: string): string | undefined {
  const table = environment === 'local' ? '[vars]' : `[env.${environment}.vars]`;
  const start = toml.indexOf(`\n${table}\n`);
  const [, variables = ''] = start === -1 ? [] : toml.slice(start + 1).split(/^\[.*\]$/m);
  return new RegExp(`^${name}\\s*=\\s*"([^"]*)"`, 'm').exec(variables)?.[1];
}
