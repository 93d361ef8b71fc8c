import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freePort, freshState, runScript, type Script } from '../scripts/run-script.ts';

/** `npm run example`: two Workers in two processes of wrangler, called as its reader would. */
const state = freshState();
let running: Script;
let port = 0;
const tokens: Record<string, string> = {};

beforeAll(async () => {
  port = await twoFreePorts();
  running = runScript('scripts/example.ts', { state, port });
  await running.says('Ctrl-C ends both');
  for (const [, name = '', secret = ''] of running.output().matchAll(/^ {2}([A-Z]+)='([^']+)'$/gm))
    tokens[name] = secret;
});

afterAll(async () => {
  running.child.kill('SIGINT');
  expect(await running.ends()).toBe(0);
  rmSync(state, { recursive: true, force: true });
});

async function call(path: string, name: string, method = 'GET'): Promise<string> {
  const headers = { Authorization: `Bearer ${tokens[name]}` };
  const response = await fetch(`http://127.0.0.1:${port + 1}${path}`, { method, headers });
  const { code } = (await response.json()) as { code?: string };
  return code === undefined ? `${response.status}` : `${response.status} ${code}`;
}

it.each([
  ['an opaque token', 'OPAQUE', '200'],
  ['a signed one', 'SIGNED', '200'],
  ['one that is locked to the client that its binding says it is', 'MINE', '200'],
  ['one that is locked to another client', 'OTHERS', '403 wrong_client'],
  ['no token of ours', 'NONE', '401 invalid_token'],
])('the orders API answers %s, %s: %s', async (_what, name, expected) => {
  expect(await call('/orders', name)).toBe(expected);
});

it('it asks for the scope that the method needs', async () => {
  for (const name of ['OPAQUE', 'SIGNED']) expect(await call('/orders', name, 'POST')).toBe('403 insufficient_scope');
});

it('the verdict can be had without the middleware', async () => {
  expect(await call('/strict', 'MINE')).toBe('200');
  expect(await call('/strict', 'OTHERS')).toBe('403 wrong_client');
});

it('a revoked token is refused at once by a strict question, and within ten seconds by any other', async () => {
  const jeton = `http://127.0.0.1:${port}`;
  for (const name of ['OPAQUE', 'SIGNED']) {
    const body = new URLSearchParams({ token: tokens[name] ?? '' });
    expect((await fetch(`${jeton}/oauth/revoke`, { method: 'POST', body })).status).toBe(200);
    expect(await call('/strict', name)).toBe('403 token_revoked');
  }
  const deadline = Date.now() + 11_000;
  while ((await call('/orders', 'OPAQUE')) === '200' && Date.now() < deadline) await sleep(500);
  expect(await call('/orders', 'OPAQUE')).toBe('401 token_revoked');
});

async function twoFreePorts(): Promise<number> {
  for (;;) {
    const first = await freePort();
    if (await isFree(first + 1)) return first;
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const free = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => resolve(true));
  });
  server.close();
  return free;
}
