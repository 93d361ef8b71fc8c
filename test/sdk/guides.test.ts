import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { REPOSITORY } from '../../scripts/start/paths.ts';
import { paste, readSteps } from '../docs/paste.ts';
import { freePort, runScript, type Script } from '../scripts/run-script.ts';
import { type Consumer, createConsumer } from './consumer.ts';

let consumer: Consumer;
let server: Script;
let ports: Record<number, number>;
let worker: ChildProcess | null = null;

beforeAll(async () => {
  // The page says `node`, and means one that runs TypeScript.
  process.env.PATH = `${dirname(process.execPath)}:${process.env.PATH}`;
  consumer = createConsumer();
  mkdirSync(join(consumer.folder, 'node_modules/express'));
  writeFileSync(join(consumer.folder, 'node_modules/express/index.mjs'), EXPRESS);
  writeFileSync(join(consumer.folder, 'node_modules/express/package.json'), '{"main": "index.mjs"}');
  consumer.write('serve.mjs', SERVE);
  ports = { 8787: await freePort(), 9000: await freePort() };
  server = runScript('scripts/start.ts', { state: consumer.folder, port: ports[8787] ?? 0 });
  await server.says('Ctrl-C');
});

afterEach(() => {
  worker?.kill();
  worker = null;
});

afterAll(async () => {
  server.child.kill('SIGINT');
  await server.ends();
});

/** What of Express the page uses: it is no dependency of ours. The page runs with the true one just so. */
const EXPRESS = `
import { createServer } from 'node:http';
export default function express() {
  const layers = [];
  const add = (path, handle, whole) => {
    const pattern = new RegExp('^' + path.replace(/:(\\w+)/g, '(?<$1>[^/]+)') + (whole ? '$' : '(?:/|$)'));
    layers.push({ pattern, handle });
  };
  const run = (req, res, rest) => {
    const { pathname } = new URL(req.url, 'http://localhost');
    const [layer, ...others] = rest;
    if (!layer) return res.writeHead(404).end();
    const match = layer.pattern.exec(pathname);
    if (!match) return run(req, res, others);
    req.params = match.groups ?? {};
    return layer.handle(req, res, () => run(req, res, others));
  };
  return {
    use: (path, handle) => add(path, handle, false),
    get: (path, handle) => add(path, handle, true),
    listen: (port, host) => createServer((req, res) => {
      req.originalUrl = req.url;
      res.locals = {};
      res.json = (value) => res.setHeader('Content-Type', 'application/json').end(JSON.stringify(value));
      run(req, res, layers);
    }).listen(port, host),
  };
}
`;

/** Serves the Worker of a page: \`node serve.mjs FILE PORT\`. Its binding asks by HTTP what the true one asks over RPC. */
const SERVE = `
import { createServer } from 'node:http';
const [file, port, url, token] = process.argv.slice(2);
const { default: worker } = await import(file);
const post = async (body) => fetch(url + '/v1/tokens/verify', {
  method: 'POST', body: JSON.stringify(body), headers: { Authorization: 'Bearer ' + token, 'Content-Type': 'application/json' },
});
const JETON = { verify: async (presented, options) => {
  const answer = await (await post({ token: presented, ...options })).json();
  return { detail: '', ...answer };
} };
const env = { ISSUER: url, OWN_TOKEN: token, JETON };
createServer(async (req, res) => {
  const request = new Request('http://127.0.0.1:' + port + req.url, { method: req.method, headers: req.headers });
  const answer = await worker.fetch(request, env, { waitUntil() {}, passThroughOnException() {} });
  res.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
}).listen(Number(port), '127.0.0.1', () => console.log('listening'));
`;

const pageOf = (path: string) => readFileSync(join(REPOSITORY, path), 'utf8');
const ported = (text: string) => text.replace(/\b\d{4}\b/g, (digits) => `${ports[Number(digits)] ?? digits}`);

/** Writes the files of a page, blocks such as `ts orders.ts`. */
function writeFiles(page: string): string[] {
  const blocks = [...page.matchAll(/```(?:js|ts) (\S+)\n([\s\S]*?)```/g)];
  for (const [, name = '', text = ''] of blocks) consumer.write(name, ported(text));
  return blocks.map(([, name = '']) => name);
}

async function serve(file: string): Promise<string> {
  const [jeton, port] = [`http://127.0.0.1:${ports[8787]}`, ports[9000]];
  const token = adminToken();
  const child = spawn(process.execPath, ['serve.mjs', `./${file}`, `${port}`, jeton, token], { cwd: consumer.folder });
  worker = child;
  await new Promise<void>((resolve, reject) => {
    let told = '';
    child.stdout.on('data', () => resolve());
    child.stderr.on('data', (chunk) => {
      told += chunk;
    });
    child.on('exit', () => reject(new Error(told)));
  });
  return `http://127.0.0.1:${port}`;
}

function adminToken(): string {
  const { profiles } = JSON.parse(readFileSync(join(consumer.folder, '.jeton/config.json'), 'utf8'));
  return profiles.default.token;
}

/** Makes a token over the API and returns its secret. */
async function makeToken(more: object): Promise<string> {
  const body = { type: 'access', name: 'guide', project: 'shop', environments: ['production'], expires: '1h', ...more };
  const answer = await fetch(`http://127.0.0.1:${ports[8787]}/v1/tokens`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${adminToken()}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  const { secret } = (await answer.json()) as { secret: string };
  return secret;
}

const READ = [{ resource: 'orders', name: '*', actions: ['read'] }];

describe.each([
  ['docs/hono.md', 'orders.ts', 4],
  ['docs/workers.md', 'orders.ts', 2],
  ['docs/node.md', null, 4],
  ['docs/client.md', null, 1],
] as const)('%s', (path, main, held) => {
  it('does what it says when pasted', async () => {
    const page = pageOf(path);
    writeFiles(page);
    if (main) await serve(main);
    const steps = readSteps(page);
    expect(steps.filter(({ expected }) => expected !== null)).toHaveLength(held);
    const { status, stderr, outputs } = paste(steps, { folder: consumer.folder, ports });
    expect(status, stderr + outputs.join()).toBe(0);
    for (const [n, { command, expected }] of steps.entries()) {
      if (expected !== null) expect(outputs[n], `${command}\n${stderr}`).toContain(ported(expected));
    }
  });

  it('has code that compiles', () => {
    const files = writeFiles(pageOf(path)).filter((name) => name.endsWith('.ts'));
    const options = { strict: true, noEmit: true, module: 'esnext', moduleResolution: 'bundler', target: 'es2024' };
    const compilerOptions = { ...options, types: [], lib: ['es2024', 'dom', 'dom.iterable'] };
    consumer.write('tsconfig.json', JSON.stringify({ compilerOptions, files: ['empty.ts', ...files] }));
    consumer.write('empty.ts', '');
    expect(consumer.compile(join(REPOSITORY, 'node_modules/typescript/bin/tsc'), ['-p', '.'])).toBe('');
  });
});

describe('the other programs of the guides', () => {
  const call = async (url: string, token: string, method = 'GET') => {
    const answer = await fetch(url, { method, headers: { Authorization: `Bearer ${token}` } });
    return `${answer.status} ${await answer.text()}`;
  };

  it('ask for the region in the address', async () => {
    writeFiles(pageOf('docs/hono.md'));
    const url = await serve('regions.ts');
    const grants = [{ resource: 'orders', name: 'eu', actions: ['read'] }];
    const token = await makeToken({ grants, format: 'jwt', audience: [ported('http://127.0.0.1:9000')] });
    expect(await call(`${url}/orders/eu`, token)).toMatch(/^200 tok_\w+ GET eu$/);
    expect(await call(`${url}/orders/us`, token)).toMatch(/^403 .*insufficient_scope/);
    expect(await call(`${url}/orders/eu`, token, 'DELETE')).toMatch(/^403 .*insufficient_scope/);
  });

  it.each([
    ['docs/hono.md', 'environment.ts', '/me', '"format":"opaque"'],
    ['docs/hono.md', 'opaque.ts', '/orders/eu', 'guide reads eu'],
    ['docs/workers.md', 'binding.ts', '/', 'seenBy'],
  ])('take opaque tokens: %s, %s', async (path, file, address, expected) => {
    writeFiles(pageOf(path));
    const url = await serve(file);
    const token = await makeToken({ grants: READ });
    expect(await call(url + address, token)).toContain(expected);
    expect(await call(url + address, `${token}0`)).toMatch(/^40[13] .*invalid_token/);
  });
});
