import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, freshState, runScript, type Script } from '../scripts/run-script.ts';

/** A fresh `npm start`, with what a client of it needs. */
export type Deployment = {
  url: string;
  admin: string;
  /** Creates a token of project shop. */
  make: (fields?: Record<string, unknown>) => Promise<{ id: string; secret: string }>;
  call: (method: string, path: string, options?: { token?: string; json?: unknown }) => Promise<Response>;
  stop: () => Promise<void>;
};

export async function startDeployment(): Promise<Deployment> {
  const state = freshState();
  const port = await freePort();
  const server: Script = runScript('scripts/start.ts', { state, port });
  await server.says('Ctrl-C');
  const url = `http://127.0.0.1:${port}`;
  const { profiles } = JSON.parse(readFileSync(join(state, '.jeton/config.json'), 'utf8'));
  const admin: string = profiles.default.token;
  const call: Deployment['call'] = (method, path, { token = admin, json } = {}) =>
    fetch(url + path, {
      method,
      headers: { Authorization: `Bearer ${token}`, ...(json !== undefined && { 'Content-Type': 'application/json' }) },
      ...(json !== undefined && { body: JSON.stringify(json) }),
    });
  await call('POST', '/v1/projects', { json: { id: 'shop', name: 'Shop' } });
  return {
    url,
    admin,
    call,
    make: async (fields = {}) => {
      const grants = [{ resource: 'orders', name: '*', actions: ['read', 'write'] }];
      const body = { type: 'client', name: 'client', project: 'shop', environments: ['production'], grants, ...fields };
      const response = await call('POST', '/v1/tokens', { json: { expires: '7d', ...body } });
      if (!response.ok) throw new Error(await response.text());
      const { token, secret } = (await response.json()) as { token: { id: string }; secret: string };
      return { id: token.id, secret };
    },
    stop: async () => {
      server.child.kill('SIGINT');
      await server.ends();
    },
  };
}
