import { createHash } from 'node:crypto';
import { EMPTY_HASH } from './canonical.ts';
import type { ChunkKey } from './check.ts';
import { createChecksum } from './checksums.ts';
import { BodyMismatch, createChunkSieve, type Sieve } from './chunks.ts';
import type { Checked, PresentedSignature } from './presented.ts';

/** What the body of a request must be. */
export type BodyTerms = {
  /** Its length without any frame; null where nobody tells. */
  lengthBytes: number | null;
  /** What it is read through; null: as it comes. */
  createSieve: (() => Sieve) | null;
};

/** How much of a body is read at a time: calls cost more than bytes. */
const READ_BYTES = 65_536;

/** What a signature and the headers beside it say of the body. */
export function readBodyTerms(
  { payload }: PresentedSignature,
  key: ChunkKey,
  { headers, hasBody }: { headers: Headers; hasBody: boolean },
): Checked<BodyTerms> {
  const contentLength = readLength(headers.get('content-length'));
  switch (payload.kind) {
    case 'unsigned':
      return { ok: true, value: { lengthBytes: contentLength, createSieve: null } };
    case 'hash': {
      const { sha256Hex } = payload;
      if (!hasBody && sha256Hex !== EMPTY_HASH) return mismatch('sha256');
      return { ok: true, value: { lengthBytes: contentLength, createSieve: () => createHashSieve(sha256Hex) } };
    }
    case 'chunked': {
      const decodedBytes = readLength(headers.get('x-amz-decoded-content-length'));
      if (decodedBytes === null) return malformed('there is no x-amz-decoded-content-length');
      const trailers = readTrailerNames(headers.get('x-amz-trailer'));
      if (trailers === null || trailers.length > 0 !== payload.trailer) {
        return malformed('x-amz-trailer does not name the checksums that come behind the body');
      }
      if (!hasBody) return mismatch('chunk');
      const frame = { key: payload.signed ? key : null, trailers, decodedBytes };
      return { ok: true, value: { lengthBytes: decodedBytes, createSieve: () => createChunkSieve(frame) } };
    }
  }
}

/**
 * The body without its frame. Its last piece is held back until all of it has been checked, so that nobody who knows its
 * length has it whole before; where the check fails, the stream errs with a {@link BodyMismatch}.
 */
export function openBody(body: ReadableStream<Uint8Array>, { createSieve }: BodyTerms): ReadableStream<Uint8Array> {
  if (createSieve === null) return body;
  const sieve = createSieve();
  const source = openSource(body);
  let held: Uint8Array | null = null;
  const advance = async (controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> => {
    let gave = false;
    const give = (span: Uint8Array): void => {
      if (span.byteLength === 0) return;
      if (held) {
        controller.enqueue(held);
        gave = true;
      }
      held = span;
    };
    while (!gave) {
      const piece = await source.read();
      if (piece === null) {
        sieve.end();
        if (held) controller.enqueue(held);
        return controller.close();
      }
      sieve.push(piece, give);
    }
  };
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        try {
          await advance(controller);
        } catch (error) {
          // No more of it is wanted; that the client stops sending is no news.
          source.cancel(error).catch(() => undefined);
          throw error;
        }
      },
      cancel: (reason) => source.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}

/** Pieces of a stream; null at its end. */
type Source = { read: () => Promise<Uint8Array | null>; cancel: (reason: unknown) => Promise<void> };

function openSource(body: ReadableStream<Uint8Array>): Source {
  const reader = byteReaderOf(body);
  if (reader === null) {
    const plain = body.getReader();
    return { read: async () => (await plain.read()).value ?? null, cancel: (reason) => plain.cancel(reason) };
  }
  return {
    read: async () => {
      const { value, done } = await reader.readAtLeast(READ_BYTES, new Uint8Array(READ_BYTES));
      return done || value === undefined || value.byteLength === 0 ? null : value;
    },
    cancel: (reason) => reader.cancel(reason),
  };
}

/** Bodies from the network are byte streams, which give as much at a time as they are asked for. */
function byteReaderOf(body: ReadableStream<Uint8Array>): ReadableStreamBYOBReader | null {
  try {
    return body.getReader({ mode: 'byob' });
  } catch {
    return null;
  }
}

function createHashSieve(sha256Hex: string): Sieve {
  const hash = createHash('sha256');
  return {
    push: (piece, give) => {
      hash.update(piece);
      give(piece);
    },
    end: () => {
      if (hash.digest('hex') !== sha256Hex) throw new BodyMismatch('sha256');
    },
  };
}

function readLength(text: string | null): number | null {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;
}

/** Null where one is not a checksum that is known, or is named twice. */
function readTrailerNames(list: string | null): string[] | null {
  const names = (list ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  const known = names.every((name) => createChecksum(name) !== null);
  return known && new Set(names).size === names.length ? names : null;
}

function malformed(why: string): Checked<never> {
  return { ok: false, denial: { reason: 'bad_request', why } };
}

function mismatch(what: BodyMismatch['what']): Checked<never> {
  return { ok: false, denial: { reason: 'body_mismatch', what } };
}
