import { accessKeyContext } from '../../src/contract/access-keys.ts';
import { effectiveOf, PropertyDocument } from '../../src/contract/properties.ts';
import type { LentKey, RouteCopy } from '../../src/contract/route-copy.ts';
import { deriveKeyring } from '../../src/crypto/keyring.ts';
import { seal } from '../../src/crypto/seal.ts';
import { routeCopyKey } from '../../src/kv/keys.ts';
import { ROOT_KEY, type Server } from '../server.ts';

/** Of `.localhost`, where the gateway takes plain HTTP. */
export const HOSTS = {
  open: 'open.localhost',
  token: 'token.localhost',
  signed: 'signed.localhost',
  s3: 's3.localhost',
} as const;
export const BUCKET = 'assets';

const RULE = { paths: ['/{album}/*'], methods: ['GET', 'PUT'] };
const BY_TOKEN = { by: 'token', requires: [{ resource: 'namespace', name: '{album}', action: '{method}' }] };
export const SIGNING = { accessKeyVersionGuid: '1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed', region: 'eu-central-1' };

/** Puts the routes of the bench where the edge finds them. */
export async function placeRoutes(server: Server, url: string): Promise<void> {
  const origin = { url };
  await placeRoute(server, 1, HOSTS.open, { origin, rules: [{ ...RULE, access: { by: 'open' } }] });
  await placeRoute(server, 2, HOSTS.token, { origin, rules: [{ ...RULE, access: BY_TOKEN }] });
  await placeRoute(server, 3, HOSTS.signed, { origin, signing: SIGNING, rules: [{ ...RULE, access: BY_TOKEN }] });
  await placeRoute(server, 4, HOSTS.s3, { origin, signing: SIGNING, s3: { buckets: [{ name: BUCKET }] } });
}

/** Puts one route into KV, as the `publish` job does for an active property; `document` less its hostnames. */
export async function placeRoute(
  { edge }: Server,
  propertyId: number,
  hostname: string,
  document: object,
): Promise<void> {
  const whole = PropertyDocument.parse({ hostnames: { production: [hostname] }, ...document });
  const copy: RouteCopy = {
    hostname,
    propertyId,
    propertyName: hostname,
    change: 1,
    version: 1,
    project: 'web',
    environment: 'production',
    bucket: null,
    document: effectiveOf(whole, 'production'),
    key: whole.signing === null ? null : await sealKey(),
  };
  const kv = await edge();
  await kv.put(routeCopyKey(hostname), JSON.stringify(copy));
}

async function sealKey(): Promise<LentKey> {
  const [keyId, version] = [1, 1];
  const keyring = deriveKeyring(ROOT_KEY, null);
  const sealed = await seal(keyring, 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', accessKeyContext(keyId, version));
  return {
    keyId,
    version,
    authenticationMethod: 'AWS4_HMAC_SHA256',
    cloudAccessKeyId: 'AKIAIOSFODNN7EXAMPLE',
    sealed: Buffer.from(sealed).toString('base64'),
  };
}
