import { Buffer } from 'node:buffer';

/** An empty status list of so many entries, one bit each: all valid. */
export function emptyStatusList(size: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Math.ceil(size / 8));
}

/** Marks an entry invalid. The least significant bit of a byte is its first (Token Status List, section 4.1). */
export function markInvalid(list: Uint8Array, index: number): void {
  const byte = index >> 3;
  list[byte] = (list[byte] ?? 0) | (1 << (index & 7));
}

/** The `lst` of a status list: DEFLATE in ZLIB format (RFC 1950), in base64url. */
export async function compressStatusList(list: Uint8Array<ArrayBuffer>): Promise<string> {
  const zlib = new Blob([list]).stream().pipeThrough(new CompressionStream('deflate'));
  return Buffer.from(await new Response(zlib).arrayBuffer()).toString('base64url');
}
