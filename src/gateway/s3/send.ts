import { openSigner } from '../../domain/gateway/open-signer.ts';
import { deny, ok, type Result } from '../../domain/result.ts';
import type { S3Denial } from '../../domain/s3/denial.ts';
import type { LentRequest } from '../../domain/s3/needs.ts';
import { buildOriginRequest } from '../../domain/s3/origin-request.ts';
import type { Exchange } from '../exchange.ts';
import { forward } from '../forward.ts';
import type { SentBody } from './body.ts';
import { renameInXml } from './rename.ts';

/** Their answers are of the objects themselves: nothing is changed in those. */
const CONTENTS: readonly string[] = ['GetObject', 'GetObjectTorrent', 'SelectObjectContent'];

/** Signs a request for the origin and sends it. */
export async function sendToOrigin(
  exchange: Exchange,
  request: LentRequest,
  { body, payload, sent, fault }: SentBody,
): Promise<Result<Response, S3Denial>> {
  const { route, invocation } = exchange;
  const signer = await openSigner({ keyring: invocation.services.keyring }, route);
  const built = buildOriginRequest(
    { document: route.copy.document, signer, nowMs: invocation.nowMs },
    request,
    payload,
  );
  if (!built.ok) return built;
  const { url, method, headers } = built.value;
  const forwarded = await forward(exchange, {
    url: url.href,
    origin: url.origin,
    method,
    headers,
    body,
    sent,
  });
  const wrong = fault();
  if (wrong !== null) return deny(wrong);
  if (!forwarded.ok) return deny({ reason: 'origin_refused', denial: forwarded.denial });
  const { response } = forwarded;
  if (response.status >= 300 && response.status < 400 && response.status !== 304) return deny(REDIRECTED);
  return ok(renamed(exchange, request, response));
}

/** A signature is good for one host: whoever followed would fail, and know where the bucket is. */
const REDIRECTED: S3Denial = {
  reason: 'origin_refused',
  denial: {
    reason: 'origin_failed',
    why: 'it redirects elsewhere: the region or the address of the origin may be wrong',
  },
};

function renamed({ url }: Exchange, { operation, bucket }: LentRequest, response: Response): Response {
  const { body, status, headers } = response;
  const isOurs = operation.name === 'CompleteMultipartUpload' || (bucket.originBucket ?? bucket.name) !== bucket.name;
  const isXml = /^(?:application|text)\/xml\b/.test(headers.get('content-type') ?? '');
  if (!isOurs || !isXml || body === null || (status < 400 && CONTENTS.includes(operation.name))) return response;
  headers.delete('content-length');
  return new Response(renameInXml(body, bucket, `${url.origin}${url.pathname}`), { status, headers });
}
