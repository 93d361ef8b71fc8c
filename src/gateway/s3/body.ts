import { deny, ok, type Result } from '../../domain/result.ts';
import type { S3Caller } from '../../domain/s3/authenticate.ts';
import { bodyDenialOf } from '../../domain/s3/authenticate.ts';
import type { S3Denial } from '../../domain/s3/denial.ts';
import type { Payload } from '../../domain/s3/origin-request.ts';
import { frameBody, framedBytes, readTrailer } from '../../domain/s3/trailer.ts';

export type SentBody = {
  body: ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer> | null;
  payload: Payload;
  /** Settles when a body that streams has been handed over. */
  sent: Promise<unknown> | null;
  /** What was found wrong with the body while it streamed; null: nothing yet. */
  fault: () => S3Denial | null;
};

const NO_FAULT = () => null;
export const NO_BODY: SentBody = { body: null, payload: null, sent: null, fault: NO_FAULT };

/** A body of known bytes. */
export function wholeBody(bytes: Uint8Array<ArrayBuffer>): SentBody {
  return { body: bytes, payload: { bytes }, sent: null, fault: NO_FAULT };
}

/** Reads a body that is small by its nature, checked. */
export async function readDocument(
  { openBody }: S3Caller,
  body: ReadableStream<Uint8Array> | null,
  limitBytes: number,
): Promise<Result<Uint8Array<ArrayBuffer>, S3Denial>> {
  if (body === null) return ok(new Uint8Array());
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const piece of openBody(body)) {
      bytes += piece.byteLength;
      if (bytes > limitBytes) return deny({ reason: 'too_large', limitBytes });
      pieces.push(piece);
    }
  } catch (error) {
    const denial = bodyDenialOf(error);
    if (denial === null) throw error;
    return deny(denial);
  }
  const whole = new Uint8Array(bytes);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.byteLength;
  }
  return ok(whole);
}

/**
 * A body that streams through, checked on the way: its last bytes follow when all is well, so the origin never has what is
 * not. S3 takes no upload of unknown length. `trails`: whether the origin gets the checksum that comes behind, if one does.
 */
export async function streamBody(
  caller: S3Caller,
  { headers, body }: Request,
  trails: boolean,
): Promise<Result<SentBody, S3Denial>> {
  const lengthBytes = caller.bodyBytes ?? (body === null ? 0 : null);
  if (lengthBytes === null) return deny({ reason: 'length_required' });
  if (body === null || lengthBytes === 0) {
    const read = await readDocument(caller, body, 0);
    return read.ok ? ok(wholeBody(read.value)) : read;
  }
  const { payload } = caller.presented;
  const hasTrailer = trails && payload.kind === 'chunked' && payload.trailer;
  const trailer = hasTrailer ? readTrailer(headers.get('x-amz-trailer'), lengthBytes) : null;
  let fault: S3Denial | null = null;
  const { readable, writable } = new FixedLengthStream(trailer ? framedBytes(trailer) : lengthBytes);
  const checked = caller.openBody(body);
  const sent = trailer ? checked.pipeThrough(frameBody(trailer)) : checked;
  const handedOver = sent.pipeTo(writable).catch((error: unknown) => {
    // What ended it otherwise, the client or the origin, shows in the answer of the origin.
    fault = bodyDenialOf(error);
  });
  return ok({
    body: readable,
    payload: trailer ? { trailer } : { sha256Hex: caller.bodySha256 },
    sent: handedOver,
    fault: () => fault,
  });
}
