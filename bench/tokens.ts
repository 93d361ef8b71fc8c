import { createHash } from 'node:crypto';
import { SETUP_CODE } from './server.ts';
import type { Issued } from './variants.ts';

const TOKENS = 50;

/** Issues the tokens through the product's own routes, and waits until KV has them. */
export async function issueTokens(port: number, kvPort: number): Promise<Issued> {
  const person = { email: 'bench@example.com', name: 'Bench', password: 'correct horse battery staple' };
  const { secret: admin } = await post(port, '/v1/setup', null, { setupCode: SETUP_CODE, ...person });
  const tokens: string[] = [];
  for (let n = 0; n < TOKENS; n += 1) {
    const grants = [{ resource: 'namespace', name: '*', actions: ['read', 'write'] }];
    const scope = { projects: ['*'], environments: ['production'], grants };
    const { secret } = await post(port, '/v1/tokens', admin, { type: 'client', name: `bench ${n}`, ...scope });
    tokens.push(secret);
  }
  const recordKeys = tokens.map((token) => `t:${createHash('sha256').update(token).digest('hex')}`);
  for (const key of recordKeys) await untilInKv(kvPort, key);
  return { tokens, recordKeys };
}

async function post(port: number, path: string, token: string | null, body: unknown): Promise<{ secret: string }> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...(token !== null && { Authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  });
  if (response.status !== 201) throw new Error(`POST ${path} answered ${response.status}: ${await response.text()}`);
  const created: { secret: string } = JSON.parse(await response.text());
  return created;
}

async function untilInKv(port: number, key: string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const headers = { Authorization: `Bearer ${key}` };
    const { status } = await fetch(`http://127.0.0.1:${port}/kv-get`, { headers });
    if (status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`KV never got ${key}`);
}
