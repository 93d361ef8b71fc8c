import { deny, ok, type Result } from '../../domain/result.ts';
import { grants, type S3Caller } from '../../domain/s3/authenticate.ts';
import {
  addRefusals,
  MAX_DELETE_BYTES,
  readDeleteRequest,
  writeDeleteRequest,
} from '../../domain/s3/delete-objects.ts';
import type { S3Denial } from '../../domain/s3/denial.ts';
import { type LentRequest, needOf } from '../../domain/s3/needs.ts';
import type { Exchange } from '../exchange.ts';
import { readDocument, wholeBody } from './body.ts';
import { sendToOrigin } from './send.ts';

/** The longest answer that is read: a thousand keys of a kilobyte, escaped, with what is said of each. */
const MAX_ANSWER_CHARACTERS = 8 * 1024 * 1024;

/**
 * DeleteObjects, as S3 has it: each key is judged by itself, those that are granted are deleted, and those that are not
 * come back as errors among the rest.
 */
export async function deleteObjects(
  exchange: Exchange,
  caller: S3Caller,
  request: LentRequest,
): Promise<Result<Response, S3Denial>> {
  const body = await readDocument(caller, exchange.request.body, MAX_DELETE_BYTES);
  if (!body.ok) return body;
  const read = readDeleteRequest(body.value);
  if (!read.ok) return read;
  const { quiet, objects } = read.value;
  const mayDelete = ({ key }: { key: string }) => grants(caller.token.copy, needOf(request.bucket, key, 'delete'));
  const granted = objects.filter(mayDelete);
  if (granted.length === 0) return ok(xml(addRefusals(null, objects)));
  const written = writeDeleteRequest({ quiet, objects: granted });
  const headers = [...request.headers.filter(isKept), ['content-md5', await md5(written)] as const];
  const sent = await sendToOrigin(exchange, { ...request, headers }, wholeBody(written));
  if (!sent.ok || !sent.value.ok || granted.length === objects.length) return sent;
  const answer = await sent.value.text();
  const refused = objects.filter((object) => !mayDelete(object));
  const merged = answer.length > MAX_ANSWER_CHARACTERS ? null : addRefusals(answer, refused);
  if (merged !== null) return ok(xml(merged));
  return deny({ reason: 'origin_refused', denial: { reason: 'origin_failed', why: 'its answer is not one of S3' } });
}

/** The sums are of a body that stays here. */
function isKept([name]: readonly [string, string]): boolean {
  return name !== 'content-md5' && !name.startsWith('x-amz-checksum-');
}

/** S3 asks for it with this operation. */
async function md5(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.digest('MD5', bytes))));
}

function xml(text: string | null): Response {
  return new Response(text, { headers: { 'Content-Type': 'application/xml' } });
}
