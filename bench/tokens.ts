import { createHash } from 'node:crypto';
import { SETUP_CODE } from './server.ts';
import type { Issued } from './variants.ts';

const TOKENS = 50;
/** Each has as many personal tokens, and one master token. */
const PEOPLE = 10;

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
  const people = await issueToPeople(port, admin);
  const recordKeys = tokens.map(keyOf);
  for (const key of [...recordKeys, ...people.personal.map(keyOf), ...people.masters.map(keyOf)]) {
    await untilInKv(kvPort, key);
  }
  return { tokens, recordKeys, ...people };
}

/** Members of a project, with the tokens that follow their role. */
async function issueToPeople(port: number, admin: string): Promise<Pick<Issued, 'personal' | 'masters'>> {
  await post(port, '/v1/projects', admin, { id: 'web', name: 'Web' });
  const personal: string[] = [];
  const masters: string[] = [];
  for (let n = 0; n < PEOPLE; n += 1) {
    const user = await post<{ id: string }>(port, '/v1/users', admin, { email: `p${n}@example.com`, name: 'P' });
    await send(port, 'PUT', `/v1/projects/web/members/${user.id}`, admin, { role: 'member' });
    for (let each = 0; each < TOKENS / PEOPLE; each += 1) {
      const { secret } = await post(port, '/v1/tokens', admin, { type: 'personal', name: `${each}`, owner: user.id });
      personal.push(secret);
    }
    const own = personal.at(-1) ?? '';
    const list = await send<{ items: { id: string }[] }>(port, 'GET', '/v1/tokens?type=master', own);
    const { secret } = await send<{ secret: string }>(port, 'POST', `/v1/tokens/${list.items[0]?.id}/refresh`, own, {});
    masters.push(secret);
  }
  return { personal, masters };
}

function keyOf(token: string): string {
  return `t:${createHash('sha256').update(token).digest('hex')}`;
}

export function post<Created = { secret: string }>(
  port: number,
  path: string,
  token: string | null,
  body: unknown,
): Promise<Created> {
  return send(port, 'POST', path, token, body);
}

async function send<Answer>(
  port: number,
  method: string,
  path: string,
  token: string | null,
  body?: unknown,
): Promise<Answer> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method,
    headers: { 'Content-Type': 'application/json', ...(token !== null && { Authorization: `Bearer ${token}` }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
  const answer: Answer = JSON.parse(await response.text());
  return answer;
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
