import { createChecksum } from '../../crypto/sigv4/checksums.ts';

/** A checksum that comes behind a body, and the length of what is before it. */
export type Trailer = { name: string; lengthBytes: number };

export const TRAILING = 'STREAMING-UNSIGNED-PAYLOAD-TRAILER';
const CHUNK_BYTES = 65_536;
const END = '\r\n';

/**
 * Whether an origin takes a checksum behind the body. AWS does, and wants it of each part where an upload was begun with
 * one; of others that speak S3 many do not, and for them a checksum that was checked here is all there is.
 */
export function takesTrailers(originUrl: string): boolean {
  const { protocol, hostname } = new URL(originUrl);
  return protocol === 'https:' && /(?:^|\.)amazonaws\.com(?:\.cn)?$/.test(hostname);
}

/** The trailer that a client announces; null where it is none of a checksum that is known. */
export function readTrailer(announced: string | null, lengthBytes: number): Trailer | null {
  const name = (announced ?? '').trim().toLowerCase();
  return createChecksum(name) === null ? null : { name, lengthBytes };
}

/** How long a body is with its frame. */
export function framedBytes({ name, lengthBytes }: Trailer): number {
  const rest = lengthBytes % CHUNK_BYTES;
  const whole = (lengthBytes - rest) / CHUNK_BYTES;
  const frames = whole * frameBytes(CHUNK_BYTES) + (rest > 0 ? frameBytes(rest) : 0);
  const sum = createChecksum(name)?.end() ?? '';
  return lengthBytes + frames + `0${END}${name}:${sum}${END}${END}`.length;
}

function frameBytes(bytes: number): number {
  return `${bytes.toString(16)}${END}${END}`.length;
}

/**
 * Puts a body of known length in chunks, with its checksum behind it. It is worked out anew: what came with the body was
 * held against it before its last bytes got here.
 */
export function frameBody(trailer: Trailer): TransformStream<Uint8Array, Uint8Array> {
  const checksum = createChecksum(trailer.name);
  let left = trailer.lengthBytes;
  let leftInChunk = 0;
  return new TransformStream({
    transform: (piece, controller) => {
      checksum?.update(piece);
      for (let at = 0; at < piece.byteLength; ) {
        if (leftInChunk === 0) {
          leftInChunk = Math.min(left, CHUNK_BYTES);
          controller.enqueue(encode(`${leftInChunk.toString(16)}${END}`));
        }
        const span = piece.subarray(at, at + leftInChunk);
        controller.enqueue(span);
        at += span.byteLength;
        left -= span.byteLength;
        leftInChunk -= span.byteLength;
        if (leftInChunk === 0) controller.enqueue(encode(END));
      }
    },
    flush: (controller) => {
      controller.enqueue(encode(`0${END}${trailer.name}:${checksum?.end() ?? ''}${END}${END}`));
    },
  });
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
