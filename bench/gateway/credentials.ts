import { SETUP_CODE } from '../server.ts';
import { post } from '../tokens.ts';

const TOKENS = 50;

export interface S3Pair {
  accessKeyId: string;
  secretAccessKey: string;
}
export interface Credentials {
  tokens: string[];
  pairs: S3Pair[];
}

/** Tokens and, where they are wanted, S3 key pairs, issued through the product's own routes. */
export async function issueCredentials(port: number, wantsPairs = true): Promise<Credentials> {
  const person = { email: 'bench@example.com', name: 'Bench', password: 'correct horse battery staple' };
  const { secret: admin } = await post(port, '/v1/setup', null, { setupCode: SETUP_CODE, ...person });
  const scope = { type: 'client', projects: ['*'], environments: ['production'] };
  const actions = ['read', 'write'];
  const credentials: Credentials = { tokens: [], pairs: [] };
  for (let n = 0; n < TOKENS; n += 1) {
    const grants = [{ resource: 'namespace', name: '*', actions }];
    const { secret } = await post(port, '/v1/tokens', admin, { ...scope, name: `bench ${n}`, grants });
    credentials.tokens.push(secret);
    if (!wantsPairs) continue;
    const buckets = { grants: [{ resource: 'bucket', name: 'assets/*', actions }], s3: true };
    const { s3 } = await post<{ s3: S3Pair }>(port, '/v1/tokens', admin, { ...scope, name: `s3 ${n}`, ...buckets });
    credentials.pairs.push(s3);
  }
  return credentials;
}
