import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

const ROOTS = ['src', 'client', 'cli', 'console', 'bench', 'scripts', 'test'];
const STATIC = /^[ \t]*(?:import|export)\s+(type\s+)?(?:[\w*\s{},$]+?\s+from\s+)?(['"])([^'"\n]+)\2/gm;
const DYNAMIC = /\bimport\(\s*(['"])([^'"\n]+)\1/g;

export interface Import {
  /** A path from the repository's root, or a package. */
  target: string;
  typeOnly: boolean;
  line: number;
}

export interface Source {
  path: string;
  /** The text without its comments, line by line. */
  lines: string[];
  imports: Import[];
}

export function readSources(root: string): Source[] {
  const folders = ROOTS.filter((folder) => existsSync(join(root, folder)));
  return folders.flatMap((folder) => findTypeScript(root, folder)).map((path) => readSource(root, path));
}

function findTypeScript(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => posix.join(folder, path.replaceAll('\\', '/')))
    .filter((path) => /\.tsx?$/.test(path) && !path.split('/').includes('node_modules'))
    .sort();
}

function readSource(root: string, path: string): Source {
  const text = withoutComments(readFileSync(join(root, path), 'utf8'));
  const found = [
    ...[...text.matchAll(STATIC)].map((match) => toImport(path, text, match, match[3] ?? '', match[1] !== undefined)),
    ...[...text.matchAll(DYNAMIC)].map((match) => toImport(path, text, match, match[2] ?? '', false)),
  ];
  return { path, lines: text.split('\n'), imports: found };
}

function toImport(path: string, text: string, match: RegExpMatchArray, name: string, typeOnly: boolean): Import {
  const end = (match.index ?? 0) + match[0].length;
  const target = name.startsWith('.') ? posix.join(posix.dirname(path), name) : name;
  return { target, typeOnly, line: text.slice(0, end).split('\n').length };
}

/** Blanks comments and keeps line numbers. Good enough for our own sources; no parser is exposed by typescript 7. */
function withoutComments(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '))
    .replace(/(^|[\s;{}()])\/\/.*$/gm, '$1');
}
