import { spawnSync } from 'node:child_process';
import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { REPOSITORY } from '../start/paths.ts';

const SPECIFIER = /(\bfrom\s+|\bimport\()(['"])([^'"]+)\2/g;

/**
 * Writes the declarations of these sources and of what they name, and of nothing else; returns how many. Throws where they
 * need a package that the caller does not have.
 */
export function emitTypes(folder: string, sources: readonly string[], packages: readonly string[]): number {
  const tsc = join(REPOSITORY, 'node_modules/typescript/bin/tsc');
  const emit = ['--noEmit', 'false', '--declaration', '--emitDeclarationOnly', '--rootDir', '.', '--outDir', folder];
  const { status, stdout } = spawnSync(process.execPath, [tsc, '-p', 'client/tsconfig.json', ...emit], {
    cwd: REPOSITORY,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the types do not compile:\n${stdout}`);
  const named = closure(
    folder,
    sources.map((source) => source.replace(/\.ts$/, '.d.ts')),
    packages,
  );
  for (const path of globSync('**/*.d.ts', { cwd: folder })) {
    if (!named.has(path)) rmSync(join(folder, path));
  }
  for (const path of named) {
    const text = readFileSync(join(folder, path), 'utf8');
    writeFileSync(
      join(folder, path),
      text.replace(SPECIFIER, (_, before, quote, name) => `${before}${quote}${asBuilt(name)}${quote}`),
    );
  }
  return named.size;
}

/** The declarations that are reached from these. */
function closure(folder: string, from: readonly string[], packages: readonly string[]): Set<string> {
  const found = new Set(from);
  for (const path of found) {
    for (const [, , , name = ''] of readFileSync(join(folder, path), 'utf8').matchAll(SPECIFIER)) {
      if (name.startsWith('.')) found.add(normalize(join(dirname(path), name.replace(/\.ts$/, '.d.ts'))));
      else if (!packages.includes(name)) throw new Error(`${path} names ${name}, which the caller need not have`);
    }
  }
  return found;
}

/** Sources name each other as `.ts`; whoever compiles against the package has JavaScript beside the declarations. */
function asBuilt(name: string): string {
  return name.startsWith('.') ? name.replace(/\.ts$/, '.js') : name;
}
