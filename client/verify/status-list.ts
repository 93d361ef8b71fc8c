import { STATUS_LIST_SIZE, STATUS_LIST_TTL_SECONDS } from '../../src/contract/signed-tokens.ts';
import { fromBase64Url } from './base64url.ts';
import { fetchText, readBounded } from './bounded-fetch.ts';
import type { Brought, DocumentDeps } from './document.ts';
import { fetching, type Issuer, type StatusList } from './issuer.ts';
import { isRecord, readSigned } from './signature.ts';

/** A list with every bit drawn by lot does not compress: 128 kB, a third more in base64url, and again in the JWT. */
const MAX_LIST_BYTES = 300_000;
const LIST_BYTES = STATUS_LIST_SIZE / 8;

/** Whether an entry says that its token was taken back. What lies outside of the list is nobody's: true. */
export function isInvalid(list: StatusList, index: number): boolean {
  const byte = list[index >> 3];
  return byte === undefined || index >= STATUS_LIST_SIZE || ((byte >> (index & 7)) & 1) === 1;
}

export function listDeps(issuer: Issuer): DocumentDeps<StatusList> {
  return fetching(issuer, (uri) => bringList(issuer, uri));
}

/** Fetches a status list and checks it: Token Status List draft, section 8.3. */
async function bringList(issuer: Issuer, uri: string): Promise<Brought<StatusList>> {
  const { settings } = issuer;
  const init = { headers: { Accept: 'application/statuslist+jwt' } };
  const jwt = (await fetchText(settings.fetch, uri, init, MAX_LIST_BYTES)).trim();
  const signed = await readSigned(issuer, jwt, ['statuslist+jwt', 'application/statuslist+jwt']);
  if (signed === null || signed === 'unavailable') throw new Error('it is not signed by the issuer');
  const { iss, sub, iat, exp, ttl, status_list: list } = signed.payload;
  const nowSeconds = settings.now() / 1000;
  if (sub !== uri) throw new Error('it is another list');
  if (iss !== undefined && iss !== settings.issuer) throw new Error('it is of another issuer');
  if (typeof iat !== 'number' || iat > nowSeconds + settings.toleranceSeconds)
    throw new Error('it is of a time to come');
  if (exp !== undefined && !(typeof exp === 'number' && exp > nowSeconds)) throw new Error('it has ended');
  if (!isRecord(list) || list.bits !== 1 || typeof list.lst !== 'string')
    throw new Error('it is no list of single bits');
  return {
    value: await inflate(list.lst),
    goodForMs: (isTtl(ttl) ? Math.min(ttl, STATUS_LIST_TTL_SECONDS) : STATUS_LIST_TTL_SECONDS) * 1000,
    endsAtMs: typeof exp === 'number' ? exp * 1000 : Number.POSITIVE_INFINITY,
  };
}

function isTtl(ttl: unknown): ttl is number {
  return typeof ttl === 'number' && ttl > 0;
}

/** DEFLATE in ZLIB format, in base64url. No more is inflated than a list can be long, whatever it claims to hold. */
async function inflate(lst: string): Promise<StatusList> {
  const stream = new Blob([fromBase64Url(lst)]).stream().pipeThrough(new DecompressionStream('deflate'));
  const list = await readBounded(stream, LIST_BYTES);
  // Not every runtime notices that a stream breaks off.
  if (list.length !== LIST_BYTES) throw new Error(`it is cut off: ${list.length} bytes of ${LIST_BYTES}`);
  return list;
}
