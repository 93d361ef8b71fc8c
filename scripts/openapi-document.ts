import { join } from 'node:path';
import { REPOSITORY } from './start/paths.ts';

type App = { createApp: () => { request: (path: string) => Response | Promise<Response> } };

/** The document of /openapi.json, as every deployment serves it: it needs neither env nor stores. */
export async function readOpenApi(): Promise<string> {
  // Found when it runs: the Worker is written against types of the platform that scripts do not have.
  const { createApp }: App = await import(join(REPOSITORY, 'src/routes/app.ts'));
  const response = await createApp().request('/openapi.json');
  if (!response.ok) throw new Error(`/openapi.json answered ${response.status}`);
  return response.text();
}
