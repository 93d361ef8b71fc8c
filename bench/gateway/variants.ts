import type { Target } from '../load.ts';
import type { Goal, Row } from '../report.ts';
import type { Server } from '../server.ts';
import type { Credentials } from './credentials.ts';
import { BUCKET, HOSTS } from './routes.ts';
import { signS3 } from './sign-s3.ts';

export interface GatewayVariant extends Row {
  entrypoint: 'default' | 'proxy';
  requests: (credentials: Credentials) => string[];
}

/** As long as the requests that bear tokens: what is parsed and passed on is the same. */
const byToken = (host: string) => (credentials: Credentials) =>
  credentials.tokens.map((token) => get(host, '/photos/cat.jpg', { Authorization: `Bearer ${token}` }));

/** The table of variants. */
export const GATEWAY_VARIANTS: readonly GatewayVariant[] = [
  { name: 'proxy', entrypoint: 'proxy', requests: byToken('proxy.localhost'), does: 'bare streaming proxy' },
  { name: 'open', entrypoint: 'default', requests: byToken(HOSTS.open), does: 'open rule, no signature' },
  { name: 'token', entrypoint: 'default', requests: byToken(HOSTS.token), does: 'token in memory, a grant asked' },
  {
    name: 'signed',
    entrypoint: 'default',
    requests: byToken(HOSTS.signed),
    does: 'token and key in memory, request signed',
  },
  {
    name: 's3',
    entrypoint: 'default',
    requests: ({ pairs }) =>
      pairs.map((pair) => {
        const url = new URL(`http://${HOSTS.s3}/${BUCKET}/cat.jpg`);
        return get(url.host, url.pathname, signS3(pair, { method: 'GET', url, headers: {} }, 'UNSIGNED-PAYLOAD'));
      }),
    does: 'S3 signature checked, signed anew',
  },
];

export const GATEWAY_TARGETS: readonly Goal[] = [{ name: 'signed', against: 'proxy', atMost: 1.5 }];

/** What is sent for a variant; S3 requests are signed now, and good for 15 minutes. */
export async function targetOf({ portOf }: Server, variant: GatewayVariant, held: Credentials): Promise<Target> {
  return { port: await portOf(variant.entrypoint), requests: variant.requests(held), expects: 200 };
}

function get(host: string, path: string, headers: Record<string, string>): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`GET ${path} HTTP/1.1`, `Host: ${host}`, 'CF-Connecting-IP: 10.0.0.7', ...lines, '', ''].join('\r\n');
}
