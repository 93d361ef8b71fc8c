import { readFileSync } from 'node:fs';
import { request as ask, createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { freePort, freshState, runScript } from '../scripts/run-script.ts';
import { ORIGIN_PAIR, type S3Origin, startS3Origin } from '../support/s3-origin.ts';
import type { KeyPair } from '../support/s3-sign.ts';

export const S3_HOST = 's3.localhost';

/** A fresh `npm start` with a property in front of a real S3 server: `assets` is its bucket `real-assets`. */
export type Deployment = {
  /** Where S3 clients are sent: its host name is a property's. */
  endpoint: string;
  port: number;
  /** Through this every program finds the host name, whatever the machine's own resolver thinks of it. */
  proxy: string;
  origin: S3Origin;
  makePair: (grants: Json[], more?: Json) => Promise<KeyPair & { id: string }>;
  call: (method: string, path: string, json?: Json) => Promise<Json>;
  close: () => Promise<void>;
};
type Json = Record<string, unknown>;

export async function startDeployment(): Promise<Deployment> {
  const [state, port, origin] = [freshState(), await freePort(), await startS3Origin()];
  const server = runScript('scripts/start.ts', { state, port });
  await server.says('Ctrl-C');
  const { profiles } = JSON.parse(readFileSync(join(state, '.jeton/config.json'), 'utf8'));
  const { url, token } = profiles.default as { url: string; token: string };
  const proxy = await startProxy(port);
  const call = async (method: string, path: string, json?: Json): Promise<Json> => {
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
    const answer = await fetch(`${url}${path}`, { method, headers, ...(json && { body: JSON.stringify(json) }) });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
    return text === '' ? {} : JSON.parse(text);
  };
  await putProperty(call, origin.url);
  return {
    endpoint: `http://${S3_HOST}:${port}`,
    port,
    proxy: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    origin,
    call,
    makePair: async (grants, more = {}) => {
      const what = { name: 'storage', type: 'access', project: 'web', environments: ['production'], s3: true };
      const { token: made, s3 } = await call('POST', '/v1/tokens', { ...what, grants, ...more });
      return { id: String((made as Json)['id']), ...(s3 as KeyPair) };
    },
    close: async () => {
      proxy.closeAllConnections();
      proxy.close();
      server.child.kill('SIGINT');
      await server.ends();
      await origin.close();
    },
  };
}

/** The way that people go: a key, its version active, a property that signs with it, the property active. */
async function putProperty(call: Deployment['call'], originUrl: string): Promise<void> {
  await call('POST', '/v1/projects', { id: 'web', name: 'Web' });
  const { requestId } = await call('POST', '/v1/access-keys', {
    accessKeyName: 'storage',
    authenticationMethod: 'AWS4_HMAC_SHA256',
    project: 'web',
    credentials: { cloudAccessKeyId: ORIGIN_PAIR.accessKeyId, cloudSecretAccessKey: ORIGIN_PAIR.secretAccessKey },
    networkConfiguration: { securityNetwork: 'STANDARD_TLS' },
  });
  const uid = await until(async () => {
    const { accessKey, processingStatus } = await call('GET', `/v1/access-keys/requests/${requestId}`);
    return processingStatus === 'DONE' ? String((accessKey as Json)['accessKeyUid']) : null;
  });
  const { versionGuid } = await call('GET', `/v1/access-keys/${uid}/versions/1`);
  const { property } = await call('POST', '/v1/properties', {
    project: 'web',
    name: 'storage',
    document: {
      hostnames: { production: [S3_HOST] },
      origin: { url: originUrl },
      signing: { accessKeyVersionGuid: versionGuid, region: 'us-east-1' },
      s3: { buckets: [{ name: 'assets', originBucket: 'real-assets' }, { name: 'docs' }] },
    },
  });
  const { id } = property as Json;
  await call('POST', `/v1/properties/${id}/activations`, { environment: 'production' });
}

async function until<Value>(look: () => Promise<Value | null>): Promise<Value> {
  for (let tries = 0; tries < 100; tries += 1) {
    const found = await look();
    if (found !== null) return found;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('waited in vain');
}

/** A forward proxy: what is asked of whatever host goes to the deployment, as it is. */
function startProxy(port: number): Promise<Server> {
  const server = createServer((request, answer) => {
    const { pathname, search } = splitTarget(request.url ?? '');
    const { method, rawHeaders } = request;
    const headers = pairs(rawHeaders).filter(([name]) => !/^proxy-/i.test(name));
    const onward = ask(
      { host: '127.0.0.1', port, method, path: pathname + search, headers: headers.flat() },
      (reply) => {
        answer.writeHead(reply.statusCode ?? 502, reply.rawHeaders);
        reply.pipe(answer);
      },
    );
    onward.on('error', () => answer.destroy());
    request.pipe(onward);
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

/** The path as it was sent: parsed and written again it might be another, and so would its signature. */
function splitTarget(target: string): { pathname: string; search: string } {
  const [, pathname = '/', search = ''] = /^http:\/\/[^/?]*([^?]*)(.*)$/.exec(target) ?? [];
  return { pathname: pathname || '/', search };
}

function pairs(raw: string[]): [string, string][] {
  return raw.flatMap((name, at): [string, string][] => (at % 2 === 0 ? [[name, raw[at + 1] ?? '']] : []));
}
