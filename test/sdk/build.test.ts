import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { REPOSITORY } from '../../scripts/start/paths.ts';
import { type Consumer, createConsumer } from './consumer.ts';

let consumer: Consumer;

beforeAll(() => {
  consumer = createConsumer();
});

const read = (name: string) => readFileSync(join(consumer.sdk, name), 'utf8');
const entries = () => readdirSync(consumer.sdk).filter((name) => name.endsWith('.js'));

async function importsOf(name: string): Promise<string[]> {
  const entryPoints = [join(consumer.sdk, name)];
  const { metafile } = await build({ entryPoints, bundle: true, packages: 'external', write: false, metafile: true });
  return Object.values(metafile.outputs).flatMap(({ imports }) => imports.map(({ path }) => path));
}

describe('the package', () => {
  it('has the entries that the checkout has, and nothing of the Worker', () => {
    const own = JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8')).exports;
    const packed = JSON.parse(read('package.json'));
    expect(Object.keys(packed.exports)).toEqual(Object.keys(own));
    expect(packed.dependencies).toBeUndefined();
    for (const { types, default: file } of Object.values<{ types: string; default: string }>(packed.exports)) {
      expect(read(file)).not.toBe('');
      expect(read(types)).not.toBe('');
    }
  });

  it('imports nothing of Node, and no package but its peers', async () => {
    for (const name of entries()) {
      expect(read(name), name).not.toMatch(/["']node:|\brequire\(|\bprocess\.|\bBuffer\b/);
      expect(
        (await importsOf(name)).filter((imported) => imported !== 'jose'),
        name,
      ).toEqual([]);
    }
  });

  it('is under 10 kB for jeton/hono, compressed, without jose', () => {
    expect(gzipSync(read('hono.js')).length).toBeLessThan(10_000);
  });

  it('bundles for browsers, with its peers', async () => {
    const contents = entries()
      .map((name, n) => `export * as entry${n} from 'jeton/${name.replace('.js', '')}';`)
      .join('\n');
    const { errors, warnings } = await build({
      stdin: { contents, resolveDir: consumer.folder },
      bundle: true,
      write: false,
      platform: 'browser',
      format: 'esm',
    });
    expect([errors, warnings]).toEqual([[], []]);
  });
});

const PROGRAM = `
import { createServer } from 'node:http';
import { Hono } from 'hono';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { jeton } from 'jeton/hono';
import { createVerifier } from 'jeton/verify';
import { deflateSync } from 'node:zlib';

const { publicKey, privateKey } = await generateKeyPair('EdDSA');
const jwk = await exportJWK(publicKey);
const kid = await calculateJwkThumbprint(jwk);
const sign = (typ, claims) => new SignJWT(claims).setProtectedHeader({ alg: 'EdDSA', typ, kid }).sign(privateKey);
const now = Math.floor(Date.now() / 1000);
const bits = new Uint8Array(2 ** 17);
bits[1] = 1;
const server = createServer(async (request, response) => {
  if (request.url === '/.well-known/jwks.json') return response.end(JSON.stringify({ keys: [{ ...jwk, kid }] }));
  const list = { bits: 1, lst: deflateSync(bits).toString('base64url') };
  response.end(await sign('statuslist+jwt', { iss: issuer, sub: issuer + request.url, iat: now, exp: now + 600, ttl: 60, status_list: list }));
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const issuer = 'http://127.0.0.1:' + server.address().port;
const token = (idx) => sign('at+jwt', {
  iss: issuer, aud: ['https://orders.example'], sub: 'tok_1', client_id: 'tok_1', jti: 'tok_1', iat: now, exp: now + 60,
  scope: 'orders:*:read', projects: ['web'], environments: ['production'],
  status: { status_list: { idx, uri: issuer + '/.well-known/status-lists/1' } },
});
const app = new Hono();
app.use('/orders/*', jeton({ issuer, audience: 'https://orders.example', require: 'orders:read' }));
app.get('/orders/1', (c) => c.text(c.get('token').id));
const verifier = createVerifier({ issuer, audience: 'https://orders.example' });
for (const jwt of [await token(0), await token(8), 'none']) {
  const request = new Request('https://orders.example/orders/1', { headers: { Authorization: 'Bearer ' + jwt } });
  const verdict = await verifier.verify(request, { require: 'orders:read' });
  console.log((await app.fetch(request)).status, verdict.code);
}
server.close();
`;

it('it runs in Node: a signed token is let in, a revoked one and none are refused', () => {
  consumer.write('program.mjs', PROGRAM);
  expect(consumer.run('program.mjs').trim().split('\n')).toEqual([
    '200 null',
    '401 token_revoked',
    '401 invalid_token',
  ]);
});

const TYPED = `
import { Hono } from 'hono';
import { allows, type JetonBinding, type JetonToken, type JetonVariables, jeton } from 'jeton/hono';
import { createVerifier, type Verdict } from 'jeton/verify';

const options = { issuer: 'https://jeton.example.com', audience: 'https://orders.example' };
export const chained = new Hono()
  .use('/orders/*', jeton({ ...options, require: ['orders:read'] }))
  .get('/orders/:id', (c) => c.json({ id: c.get('token').id satisfies string }));

type AppEnv = { Bindings: { JETON: JetonBinding; ENVIRONMENT: string }; Variables: JetonVariables };
export const declared = new Hono<AppEnv>();
declared.use('*', jeton<AppEnv>((c) => ({ ...options, environment: c.env.ENVIRONMENT, opaque: { binding: c.env.JETON } })));
declared.get('/', (c) => {
  const token: JetonToken = c.get('token');
  // @ts-expect-error a token has no such member
  token.secret;
  return c.json(allows(token, 'orders:write'));
});

export async function plain(request: Request): Promise<Response> {
  const verifier = createVerifier(options);
  const verdict: Verdict = await verifier.verify(request);
  return verdict.active ? new Response(verdict.token.expires) : verifier.answer(verdict);
}
// @ts-expect-error an audience is needed
jeton({ issuer: 'https://jeton.example.com' });
`;

const COMPILERS = [
  ['of the checkout', 'node_modules/typescript/bin/tsc'],
  ['5', 'scripts/openapi-types/node_modules/typescript/bin/tsc'],
].map(([version, path = '']) => [version, join(REPOSITORY, path)] as const);
const RESOLUTIONS = [
  ['bundler', 'esnext'],
  ['nodenext', 'nodenext'],
];

describe.each(COMPILERS)('its types compile with TypeScript %s', (_, tsc) => {
  it.each(RESOLUTIONS)('with moduleResolution %s', (resolution, module) => {
    consumer.write('typed.ts', TYPED);
    const config = {
      compilerOptions: {
        ...{
          strict: true,
          exactOptionalPropertyTypes: true,
          noEmit: true,
          types: [],
          lib: ['es2024', 'dom', 'dom.iterable'],
        },
        ...{ target: 'es2024', module, moduleResolution: resolution, skipLibCheck: false },
      },
      files: ['typed.ts'],
    };
    consumer.write(`tsconfig.${resolution}.json`, JSON.stringify(config));
    expect(consumer.compile(tsc, ['-p', `tsconfig.${resolution}.json`])).toBe('');
  });
});
