import type { Rolldown } from 'vite';

/**
 * Adds to a page what `modules` need, down to the last import, so that the browser asks for all of it at once, instead of finding
 * out file by file. `modules`: by the ends of their paths.
 */
export function preload(html: string, bundle: Rolldown.OutputBundle, modules: readonly string[]): string {
  const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
  const needed = new Set<string>();
  const follow = (chunk: Rolldown.OutputChunk | undefined) => {
    if (chunk === undefined || needed.has(chunk.fileName)) return;
    needed.add(chunk.fileName);
    for (const sheet of chunk.viteMetadata?.importedCss ?? []) needed.add(sheet);
    for (const name of chunk.imports) follow(chunks.find(({ fileName }) => fileName === name));
  };
  for (const module of modules) {
    const chunk = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(module));
    if (chunk === undefined) throw new Error(`no file of the build stands for ${module}`);
    follow(chunk);
  }
  const missing = [...needed].filter((file) => !html.includes(`"/console/${file}"`));
  const entries = chunks.filter(({ isEntry }) => isEntry).map(({ fileName }) => fileName);
  const tags = missing.map((file) => `    ${tagOf(`/console/${file}`, entries.includes(file))}\n`);
  return html.replace('  </head>', () => `${tags.join('')}  </head>`);
}

/** As Vite writes them; an entry is not only loaded, but run. */
function tagOf(address: string, isEntry: boolean): string {
  if (isEntry) return `<script type="module" crossorigin src="${address}"></script>`;
  const relation = address.endsWith('.css') ? 'stylesheet' : 'modulepreload';
  return `<link rel="${relation}" crossorigin href="${address}">`;
}
