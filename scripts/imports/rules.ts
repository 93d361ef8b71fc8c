import { layerOf, mayImport } from './layers.ts';
import type { Source } from './source.ts';

export interface Violation {
  path: string;
  line: number;
  rule: string;
}

/** Words that only one folder may say. */
const WORDS: { pattern: RegExp; within: string; except?: string; rule: string }[] = [
  { pattern: /\.prepare\(/, within: 'src/', except: 'src/d1/', rule: 'SQL belongs in src/d1' },
  {
    pattern: /\b(?:EDGE|ITEMS)\s*\.\s*(?:get|put|list|delete|getWithMetadata)\(/,
    within: 'src/',
    except: 'src/kv/',
    rule: 'KV is read and written in src/kv only',
  },
  { pattern: /\bDate\.now\(/, within: 'src/domain/', rule: 'the domain takes the time as an argument' },
  { pattern: /\bnew Date\(\s*\)/, within: 'src/domain/', rule: 'the domain takes the time as an argument' },
  { pattern: /(?<![\w.])(?:globalThis\.)?fetch\(/, within: 'src/domain/', rule: 'the domain makes no requests' },
];

export function findViolations(sources: Source[]): Violation[] {
  return [
    ...sources.flatMap(checkPlace),
    ...sources.flatMap(checkImports),
    ...sources.flatMap(checkWords),
    ...findCycles(sources),
  ];
}

function checkPlace({ path }: Source): Violation[] {
  const problems: Violation[] = [];
  if (path.split('/').includes('utils')) problems.push({ path, line: 1, rule: 'no folder is called utils' });
  if (path.endsWith('/index.ts') && !/^(?:src\/(routes\/([^/]+\/)?|jobs\/)|client\/[^/]+\/)index\.ts$/.test(path)) {
    problems.push({
      path,
      line: 1,
      rule: 'index.ts is for route mounts, the table of jobs and entries of the SDK only',
    });
  }
  if (layerOf(path) === undefined) {
    problems.push({ path, line: 1, rule: 'lies in no layer of scripts/imports/layers.ts' });
  }
  return problems;
}

function checkImports({ path, imports }: Source): Violation[] {
  const layer = layerOf(path);
  if (layer === undefined) return [];
  return imports
    .filter(({ target, typeOnly }) => !mayImport(layer, target, typeOnly))
    .map(({ target, typeOnly, line }) => {
      const hint = !typeOnly && mayImport(layer, target, true) ? ' but by `import type`' : '';
      return { path, line, rule: `${layer.path} may not import ${target}${hint}` };
    });
}

function checkWords({ path, lines }: Source): Violation[] {
  return WORDS.filter(({ within, except }) => path.startsWith(within) && !(except && path.startsWith(except))).flatMap(
    ({ pattern, rule }) =>
      lines.flatMap((text, index) => (pattern.test(text) ? [{ path, line: index + 1, rule }] : [])),
  );
}

/** Each cycle in src once, named at the import that closes it. */
function findCycles(sources: Source[]): Violation[] {
  const byPath = new Map(sources.filter(({ path }) => path.startsWith('src/')).map((source) => [source.path, source]));
  const done = new Set<string>();
  const found: Violation[] = [];
  const walk = (source: Source, trail: string[]): void => {
    for (const { target, line } of source.imports) {
      const start = trail.indexOf(target);
      if (start >= 0) {
        const cycle = [...trail.slice(start), target].join(' → ');
        found.push({ path: source.path, line, rule: `cycle: ${cycle}` });
      }
      const next = byPath.get(target);
      if (next !== undefined && start < 0 && !done.has(target)) walk(next, [...trail, target]);
    }
    done.add(source.path);
  };
  for (const source of byPath.values()) if (!done.has(source.path)) walk(source, [source.path]);
  return found;
}
