import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { crc32c, crc64nvme } from './crc.ts';

/** A checksum that grows with what it is told; `end` gives it as S3 writes it, in base 64. */
export type Checksum = { update: (bytes: Uint8Array) => void; end: () => string };

const CHECKSUMS: Record<string, () => Checksum> = {
  'x-amz-checksum-crc32': () => summing(crc32),
  'x-amz-checksum-crc32c': () => summing(crc32c),
  'x-amz-checksum-crc64nvme': summing64,
  'x-amz-checksum-md5': () => hashing('md5'),
  'x-amz-checksum-sha1': () => hashing('sha1'),
  'x-amz-checksum-sha256': () => hashing('sha256'),
  'x-amz-checksum-sha512': () => hashing('sha512'),
};

/** The checksum of that header; null where there is none of the name. */
export function createChecksum(header: string): Checksum | null {
  return Object.hasOwn(CHECKSUMS, header) ? (CHECKSUMS[header]?.() ?? null) : null;
}

function hashing(algorithm: string): Checksum {
  const hash = createHash(algorithm);
  return { update: (bytes) => hash.update(bytes), end: () => hash.digest('base64') };
}

function summing(next: (bytes: Uint8Array, before: number) => number): Checksum {
  let value = 0;
  return {
    update: (bytes) => {
      value = next(bytes, value);
    },
    end: () => bigEndian([value]),
  };
}

function summing64(): Checksum {
  let value = { high: 0, low: 0 };
  return {
    update: (bytes) => {
      value = crc64nvme(bytes, value);
    },
    end: () => bigEndian([value.high, value.low]),
  };
}

function bigEndian(words: readonly number[]): string {
  const bytes = Buffer.alloc(words.length * 4);
  for (const [at, word] of words.entries()) bytes.writeUInt32BE(word, at * 4);
  return bytes.toString('base64');
}
