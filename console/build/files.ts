import { join } from 'node:path';
import type { Rolldown } from 'vite';

const CONSOLE = join(import.meta.dirname, '..');

/** Few files rather than many small ones: each is a request, and packs worse by itself. What pages share falls into files by itself. */
export const files: Rolldown.CodeSplittingGroup[] = [
  { name: 'react', test: /node_modules\/(?:react|react-dom|scheduler)\//, priority: 2 },
  { name: 'icons', test: /node_modules\/lucide-react\//, priority: 1 },
  // Both are whole before anything works; what the second shares with the first it finds there.
  allOf(join(CONSOLE, 'sign-in.tsx'), 'sign-in'),
  allOf(join(CONSOLE, 'app/app.tsx'), 'console'),
];

/** Into the file `name`: what `entry` imports, and what that imports. */
function allOf(entry: string, name: string): Rolldown.CodeSplittingGroup {
  let needed: Set<string> | undefined;
  return {
    debugName: name,
    name: (id, graph) => {
      needed ??= reachedFrom(entry, (reached) => graph.getModuleInfo(reached));
      return needed.has(id) ? name : null;
    },
  };
}

/** Without the entry itself, which nobody runs but the page that it belongs to. */
function reachedFrom(entry: string, infoOf: Rolldown.GetModuleInfo): Set<string> {
  const reached = new Set(infoOf(entry)?.importedIds);
  for (const id of reached) for (const imported of infoOf(id)?.importedIds ?? []) reached.add(imported);
  return reached;
}
