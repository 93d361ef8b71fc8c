import { StorageError } from '../../contract/storage-error.ts';
import type { Denial } from '../../domain/denial.ts';
import type { Remembered } from '../../domain/edge/memory.ts';
import { deny, ok, type Result } from '../../domain/result.ts';
import { authenticateS3, type S3Caller } from '../../domain/s3/authenticate.ts';
import type { S3Denial } from '../../domain/s3/denial.ts';
import { writeBuckets } from '../../domain/s3/list-buckets.ts';
import { type LentRequest, reachesInto, refuseRequest } from '../../domain/s3/needs.ts';
import { readRequest, type S3Request } from '../../domain/s3/read-request.ts';
import { takesTrailers } from '../../domain/s3/trailer.ts';
import { addressIn, certificateIn, noteDenial } from '../../incoming.ts';
import { describe, verifyDepsOf } from '../../invocation.ts';
import { answerPreflight, openToBrowser } from '../cors.ts';
import type { Exchange } from '../exchange.ts';
import { ownAnswer } from '../own-answer.ts';
import { NO_BODY, readDocument, type SentBody, streamBody, wholeBody } from './body.ts';
import { deleteObjects } from './delete-objects.ts';
import { answerS3Denial, answerS3Thrown } from './errors.ts';
import { sendToOrigin } from './send.ts';

/** The longest document that is passed on: 10,000 parts, or a bucket's settings. */
const MAX_DOCUMENT_BYTES = 1024 * 1024;

/**
 * Answers an S3 request: whose is it? → what does it ask for? → is that granted? → signed anew, and sent to the bucket behind.
 * Never rejects: S3's tools understand no other errors than S3's.
 */
export async function serveS3(exchange: Exchange): Promise<Response> {
  const { request, url, invocation, requestId } = exchange;
  const asked = () => ({ method: request.method, path: url.pathname, requestId: requestId(), nowMs: invocation.nowMs });
  const refuse = (denial: S3Denial) => ownAnswer(answerS3Denial(asked(), denial), requestId());
  try {
    const preflight = await answerPreflight(exchange);
    if (preflight) return preflight;
    const caller = await authenticate(exchange);
    const answer = caller.ok ? await carryOut(exchange, caller.value) : deny(counted(exchange, caller.denial));
    const response = answer.ok ? answer.value : refuse(answer.denial);
    if (caller.ok) tellExpiry(response, caller.value.token);
    openToBrowser(exchange, response, null);
    return response;
  } catch (error) {
    const byStorage = error instanceof StorageError;
    const level = byStorage ? 'storage' : 'internal';
    console.error(JSON.stringify({ message: 'request failed', level, requestId: requestId(), error: describe(error) }));
    return ownAnswer(answerS3Thrown(asked(), byStorage), requestId());
  }
}

/** Who tries keys out is slowed down like who tries tokens out. */
function counted(exchange: Exchange, denial: S3Denial): S3Denial {
  const failure: Denial | null =
    denial.reason === 'unknown_key' || denial.reason === 'signature_mismatch'
      ? { reason: 'unknown_token' }
      : denial.reason === 'token_refused'
        ? denial.denial
        : null;
  if (failure === null) return denial;
  const verdict = noteDenial(exchange, failure);
  return verdict === failure ? denial : { reason: 'token_refused', denial: verdict };
}

function authenticate({ request, url, route, invocation, background, requestId }: Exchange) {
  const { environment, project, document } = route.copy;
  const { method, headers, body, cf } = request;
  return authenticateS3(verifyDepsOf(invocation, background, requestId), {
    request: { method, url, headers, hasBody: body !== null, acceptEncoding: acceptEncodingOf(cf) },
    environment,
    project,
    address: addressIn(request),
    certificate: certificateIn(request),
    clientId: invocation.clientId,
    consistency: document.consistency,
  });
}

/** The platform puts its own in the header's place; this is what was signed. */
function acceptEncodingOf(cf: Request['cf']): string | null {
  const told = cf?.clientAcceptEncoding;
  return typeof told === 'string' ? told : null;
}

async function carryOut(exchange: Exchange, caller: S3Caller): Promise<Result<Response, S3Denial>> {
  const { request, url, route } = exchange;
  const buckets = route.copy.document.s3?.buckets ?? [];
  const { method, headers } = request;
  const read = readRequest(
    { method, path: url.pathname, parameters: caller.parameters, headers },
    { hostBucket: route.copy.bucket, buckets },
  );
  if (!read.ok) return read;
  const { bucket } = read.value;
  if (bucket === null) return ok(listBuckets(exchange, caller, read.value));
  const lent: LentRequest = { ...read.value, bucket };
  const refusal = refuseRequest(lent, caller.token.copy);
  if (refusal !== null) return deny(refusal);
  if (lent.operation.name === 'CreateBucket') return deny({ reason: 'bucket_exists' });
  if (lent.operation.reach === 'keys') return deleteObjects(exchange, caller, lent);
  const body = await bodyOf(exchange, caller, lent);
  return body.ok ? sendToOrigin(exchange, lent, body.value) : body;
}

async function bodyOf(
  { request, route }: Exchange,
  caller: S3Caller,
  { operation }: LentRequest,
): Promise<Result<SentBody, S3Denial>> {
  switch (operation.body) {
    case 'none':
      return ok(NO_BODY);
    case 'stream': {
      const { key, document } = route.copy;
      return streamBody(caller, request, key !== null && takesTrailers(document.origin.url));
    }
    case 'document': {
      const read = await readDocument(caller, request.body, MAX_DOCUMENT_BYTES);
      return read.ok ? ok(wholeBody(read.value)) : read;
    }
  }
}

/** The buckets of the property that the token has any grant in: the origin's own list is of all that its key sees. */
function listBuckets({ route }: Exchange, { token }: S3Caller, { prefix }: S3Request): Response {
  const { document, propertyName } = route.copy;
  const seen = (document.s3?.buckets ?? []).filter((bucket) => {
    return bucket.name.startsWith(prefix) && reachesInto(token.copy, bucket, null);
  });
  return new Response(writeBuckets(seen, propertyName), { headers: { 'Content-Type': 'application/xml' } });
}

function tellExpiry(response: Response, { expiresHeader }: Remembered): Response {
  if (expiresHeader !== null) response.headers.set('Token-Expires', expiresHeader);
  return response;
}
