import type { TestProject } from 'vitest/node';
import { freePort, freshState, runScript } from '../../scripts/run-script.ts';

/** A deployment as `npm start` makes it, which all tests of the console share: each file has projects and names of its own. */
export type Stack = { url: string; email: string; password: string; adminToken: string; state: string };

declare module 'vitest' {
  interface ProvidedContext {
    stack: Stack;
  }
}

export default async function setup({ provide }: TestProject) {
  const state = freshState();
  const port = await freePort();
  const server = runScript('scripts/start.ts', { state, port });
  await server.says('Ctrl-C');
  const printed = server.output();
  provide('stack', {
    url: `http://127.0.0.1:${port}`,
    email: 'admin@localhost.localdomain',
    password: told(printed, /Password +(\S+)/),
    adminToken: told(printed, /Admin token +(\*\S+)/),
    state,
  });
  return async () => {
    server.child.kill('SIGINT');
    await server.ends();
  };
}

function told(printed: string, pattern: RegExp): string {
  const found = pattern.exec(printed)?.[1];
  if (found === undefined) throw new Error(`npm start did not print ${pattern}:\n${printed}`);
  return found;
}
