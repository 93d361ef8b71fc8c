import type { Server } from '../server.ts';
import { contentBlocks, type Digests, digestsOf } from './content.ts';
import type { Credentials } from './credentials.ts';
import { BUCKET, HOSTS } from './routes.ts';
import { signS3, type UploadForm, uploadTo } from './sign-s3.ts';
import { download, type Transfer, upload } from './transfer.ts';

/** A body of that length, and what it hashes to. */
export interface Content {
  length: number;
  digests: Digests;
}

/** One large body at a time, one way. */
export interface Way {
  name: string;
  pass: (content: Content) => Promise<void>;
}

const FORMS: readonly UploadForm[] = ['hashed', 'signed chunks', 'trailer'];
export const CONTROL = 'control, body kept: PUT';

/** All ways through the Worker, those of the bare proxy first and of the control last. */
export async function waysThrough({ portOf }: Server, held: Credentials): Promise<Way[]> {
  const port = await portOf('default');
  const path = '/photos/up';
  const proxy = { port: await portOf('proxy'), host: 'proxy.localhost', path, headers: {} };
  const signed = { port, host: HOSTS.signed, path, headers: { authorization: `Bearer ${held.tokens[0]}` } };
  const keeper = { port: await portOf('keeper'), host: 'keeper.localhost', path, headers: {} };
  return [
    { name: 'proxy: GET', pass: (content) => get(proxy, content) },
    { name: 'proxy: PUT', pass: (content) => put(proxy, content) },
    { name: 'signed: GET', pass: (content) => get(signed, content) },
    { name: 'signed: PUT', pass: (content) => put(signed, content) },
    ...s3Ways(port, held),
    { name: CONTROL, pass: (content) => put(keeper, content) },
  ];
}

export function contentOf(length: number): Content {
  return { length, digests: digestsOf(length) };
}

function get(transfer: Transfer, { length, digests }: Content): Promise<void> {
  return download({ ...transfer, path: `/photos/bytes-${length}` }, length, digests);
}

function put(transfer: Transfer, { length, digests }: Content): Promise<void> {
  const headers = { ...transfer.headers, 'content-length': `${length}` };
  return upload({ ...transfer, headers }, contentBlocks(length), length, digests);
}

function s3Ways(port: number, { pairs: [pair] }: Credentials): Way[] {
  if (!pair) return [];
  const transfer = ({ pathname }: URL, headers: Record<string, string>): Transfer => {
    return { port, host: HOSTS.s3, path: pathname, headers };
  };
  const down: Way = {
    name: 'S3: GET',
    pass: ({ length, digests }) => {
      const url = new URL(`http://${HOSTS.s3}/${BUCKET}/bytes-${length}`);
      const headers = signS3(pair, { method: 'GET', url, headers: {} }, 'UNSIGNED-PAYLOAD');
      return download(transfer(url, headers), length, digests);
    },
  };
  const up = (form: UploadForm): Way => ({
    name: `S3: PUT, ${form}`,
    pass: ({ length, digests }) => {
      const url = new URL(`http://${HOSTS.s3}/${BUCKET}/up`);
      const { headers, body } = uploadTo(url, pair, form, length, digests);
      return upload(transfer(url, headers), body, length, digests);
    },
  });
  return [down, ...FORMS.map(up)];
}
