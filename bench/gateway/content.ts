import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

export const BLOCK_BYTES = 65_536;

/** Bytes that look random and are the same in every process. */
const BLOCK = Buffer.concat(
  Array.from({ length: BLOCK_BYTES / 32 }, (_, index) => createHash('sha256').update(`${index}`).digest()),
);

/** So many bytes, block after block; none is kept. */
export function* contentBlocks(length: number): Generator<Buffer> {
  for (let left = length; left > 0; left -= BLOCK_BYTES) yield left < BLOCK_BYTES ? BLOCK.subarray(0, left) : BLOCK;
}

export interface Digests {
  sha256: string;
  /** CRC-32 as S3 writes it: four bytes in base64. */
  crc32: string;
}

/** What the content of that length hashes to. */
export function digestsOf(length: number): Digests {
  const hash = createHash('sha256');
  let checksum = 0;
  for (const block of contentBlocks(length)) {
    hash.update(block);
    checksum = crc32(block, checksum);
  }
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(checksum);
  return { sha256: hash.digest('hex'), crc32: bytes.toString('base64') };
}
