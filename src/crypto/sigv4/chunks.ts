import { Buffer } from 'node:buffer';
import { createHash, createHmac, type Hash } from 'node:crypto';
import { EMPTY_HASH, hashHex } from './canonical.ts';
import { type ChunkKey, equalHex } from './check.ts';
import { type Checksum, createChecksum } from './checksums.ts';
import type { SignatureFault } from './presented.ts';

/** What a body is read by: told its pieces, it gives what is in them, and throws {@link BodyMismatch} where that is wrong. */
export type Sieve = { push: (piece: Uint8Array, give: (span: Uint8Array) => void) => void; end: () => void };

type What = Extract<SignatureFault, { reason: 'body_mismatch' }>['what'];

/** A body that is not what its signature says. A stream can only tell by erring. */
export class BodyMismatch extends Error {
  readonly what: What;
  constructor(what: What) {
    super(`the body is not what was signed: ${what}`);
    this.name = 'BodyMismatch';
    this.what = what;
  }
}

/** How a body in chunks is framed: without `key` its chunks are not signed. */
export type Frame = { key: ChunkKey | null; trailers: readonly string[]; decodedBytes: number };

/** As AWS has it; no line of a chunk needs more. */
const MAX_LINE_BYTES = 16_384;
/** All signed chunks but the last must have this much, says AWS: each costs a signature to check. */
const MIN_SIGNED_CHUNK_BYTES = 8192;

/**
 * Takes the frame of `aws-chunked` off a body, and checks it: each chunk's signature, the trailer's and the checksums in it,
 * and the length. Holds nothing but the line that it is in.
 */
export function createChunkSieve(frame: Frame): Sieve {
  const chunks = createChunkCheck(frame);
  let state: 'size' | 'data' | 'data end' | 'trailer' = 'size';
  let line = '';
  let leftBytes = 0;

  const endLine = (): void => {
    if (state === 'data end' && line !== '\r\n') throw new BodyMismatch('chunk');
    if (state === 'size') {
      leftBytes = chunks.begin(line);
      state = leftBytes > 0 ? 'data' : 'trailer';
    } else state = 'size';
    line = '';
  };
  /** The first of the piece that belong to the chunk. */
  const takeData = (piece: Uint8Array, at: number): Uint8Array => {
    const span = piece.subarray(at, at + leftBytes);
    chunks.update(span);
    leftBytes -= span.byteLength;
    if (leftBytes === 0) {
      chunks.end();
      state = 'data end';
    }
    return span;
  };
  /** How many bytes of the piece belong to the line, its end included. A trailer is one to its last byte. */
  const takeLine = (piece: Uint8Array, at: number): number => {
    const lineFeed = state === 'trailer' ? -1 : piece.indexOf(LINE_FEED, at);
    const bytes = (lineFeed < 0 ? piece.byteLength : lineFeed + 1) - at;
    if (line.length + bytes > MAX_LINE_BYTES) throw new BodyMismatch('chunk');
    line += Buffer.from(piece.buffer, piece.byteOffset + at, bytes).toString('latin1');
    if (lineFeed >= 0) endLine();
    return bytes;
  };

  return {
    push: (piece, give) => {
      for (let at = 0; at < piece.byteLength; ) {
        if (state !== 'data') {
          at += takeLine(piece, at);
          continue;
        }
        const span = takeData(piece, at);
        at += span.byteLength;
        give(span);
      }
    },
    end: () => {
      if (state !== 'trailer') throw new BodyMismatch('chunk');
      chunks.finish(line);
    },
  };
}

const LINE_FEED = 10;

/** What is in the frame, held against what was said and signed. `begin` tells how long the chunk is. */
type ChunkCheck = {
  begin: (header: string) => number;
  update: (span: Uint8Array) => void;
  end: () => void;
  finish: (trailer: string) => void;
};

function createChunkCheck({ key, trailers, decodedBytes }: Frame): ChunkCheck {
  const checksums = trailers.map((name) => [name, createChecksum(name)] as const);
  let receivedBytes = 0;
  /** Whether the chunk before was too short to have another behind it. */
  let wasLast = false;
  let chunk: SignedChunk | null = null;
  let signature = key?.seedSignature ?? '';
  const end = (): void => {
    if (chunk) signature = checkChunk(chunk);
  };
  return {
    begin: (line) => {
      const header = readChunkHeader(line, key !== null);
      if (header.bytes > 0 && wasLast) throw new BodyMismatch('chunk');
      if (receivedBytes + header.bytes > decodedBytes) throw new BodyMismatch('length');
      wasLast = key !== null && header.bytes < MIN_SIGNED_CHUNK_BYTES;
      chunk = key && { key, before: signature, claimed: header.signature, hash: createHash('sha256') };
      if (header.bytes === 0) end();
      return header.bytes;
    },
    update: (span) => {
      chunk?.hash.update(span);
      for (const [, checksum] of checksums) checksum?.update(span);
      receivedBytes += span.byteLength;
    },
    end,
    finish: (trailer) => {
      if (receivedBytes !== decodedBytes) throw new BodyMismatch('length');
      checkTrailer(readTrailer(trailer), checksums, key && { key, before: signature });
    },
  };
}

type SignedChunk = { key: ChunkKey; before: string; claimed: string; hash: Hash };

/** `<size in hex>[;chunk-signature=<signature>]`. */
function readChunkHeader(line: string, signed: boolean): { bytes: number; signature: string } {
  const match = (signed ? SIGNED_HEADER : UNSIGNED_HEADER).exec(line);
  if (!match) throw new BodyMismatch('chunk');
  return { bytes: Number.parseInt(match[1] ?? '', 16), signature: match[2] ?? '' };
}

const SIGNED_HEADER = /^([0-9a-fA-F]{1,12});chunk-signature=([0-9a-f]{64})\r\n$/;
const UNSIGNED_HEADER = /^([0-9a-fA-F]{1,12})\r\n$/;

/** The signature of a chunk, if it agrees. */
function checkChunk({ key, before, claimed, hash }: SignedChunk): string {
  const content = `${EMPTY_HASH}\n${hash.digest('hex')}`;
  if (!equalHex(sign(key, 'AWS4-HMAC-SHA256-PAYLOAD', before, content), claimed)) throw new BodyMismatch('chunk');
  return claimed;
}

function sign({ signingKey, amzDate, scope }: ChunkKey, what: string, before: string, content: string): string {
  return createHmac('sha256', signingKey).update(`${what}\n${amzDate}\n${scope}\n${before}\n${content}`).digest('hex');
}

/**
 * All that follows the last chunk, as names and values. Some clients end the lines of a trailer as they were signed, by a
 * line feed, and put an empty one behind them.
 */
function readTrailer(section: string): [name: string, value: string][] {
  if (section !== '\r\n' && !section.endsWith('\r\n\r\n')) throw new BodyMismatch('chunk');
  return section
    .split(/\r?\n/)
    .filter(Boolean)
    .map((field) => {
      const [, name, value] = /^([a-z0-9-]+):[ ]?([!-~]*)$/.exec(field) ?? [];
      if (name === undefined || value === undefined) throw new BodyMismatch('chunk');
      return [name, value];
    });
}

/** Whether the trailer has what was announced, all of it right, and nothing else; and its signature. */
function checkTrailer(
  fields: [name: string, value: string][],
  checksums: readonly (readonly [name: string, checksum: Checksum | null])[],
  signed: { key: ChunkKey; before: string } | null,
): void {
  const present = new Map(fields);
  const claimed = present.get(SIGNATURE_FIELD);
  const sums = fields.filter(([name]) => name !== SIGNATURE_FIELD);
  if (present.size !== fields.length || sums.length !== checksums.length) throw new BodyMismatch('chunk');
  if ((claimed !== undefined) !== (signed !== null && checksums.length > 0)) throw new BodyMismatch('chunk');
  if (signed && claimed !== undefined) {
    const content = hashHex(sums.map(([name, value]) => `${name}:${value}\n`).join(''));
    const signature = sign(signed.key, 'AWS4-HMAC-SHA256-TRAILER', signed.before, content);
    if (!equalHex(signature, claimed)) throw new BodyMismatch('chunk');
  }
  for (const [name, checksum] of checksums) {
    if (present.get(name) !== checksum?.end()) throw new BodyMismatch('checksum');
  }
}

const SIGNATURE_FIELD = 'x-amz-trailer-signature';
