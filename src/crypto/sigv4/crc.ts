/** Cyclic redundancy checks that the platform has none of: eight bytes a step, as eight tables allow. */

const CRC32C_POLYNOMIAL = 0x82f63b78;
/** The reflected polynomial of NVM Express, base specification 5.2.1.3.4, as two halves. */
const CRC64_HIGH = 0x9a6c9329;
const CRC64_LOW = 0xac4bc9b5;

type Tables = { low: Uint32Array; high: Uint32Array };

let crc32cTables: Tables | null = null;
let crc64Tables: Tables | null = null;

/** CRC-32C, continued from the value of what came before it; 0 to begin with. */
export function crc32c(bytes: Uint8Array, before: number): number {
  crc32cTables ??= makeTables(0, CRC32C_POLYNOMIAL);
  const { low: t } = crc32cTables;
  let crc = ~before;
  let at = 0;
  for (const end = bytes.length - 7; at < end; at += 8) {
    crc ^= four(bytes, at);
    const next = four(bytes, at + 4);
    crc =
      entry(t, 1792 + (crc & 255)) ^
      entry(t, 1536 + ((crc >>> 8) & 255)) ^
      entry(t, 1280 + ((crc >>> 16) & 255)) ^
      entry(t, 1024 + (crc >>> 24)) ^
      entry(t, 768 + (next & 255)) ^
      entry(t, 512 + ((next >>> 8) & 255)) ^
      entry(t, 256 + ((next >>> 16) & 255)) ^
      entry(t, next >>> 24);
  }
  for (; at < bytes.length; at += 1) crc = entry(t, (crc ^ entry(bytes, at)) & 255) ^ (crc >>> 8);
  return ~crc >>> 0;
}

/** A 64-bit value as two halves, each unsigned. */
export type Halves = { high: number; low: number };

/** CRC-64/NVME, continued; zeros to begin with. */
export function crc64nvme(bytes: Uint8Array, before: Halves): Halves {
  crc64Tables ??= makeTables(CRC64_HIGH, CRC64_LOW);
  const { low: tl, high: th } = crc64Tables;
  let low = ~before.low;
  let high = ~before.high;
  let at = 0;
  for (const end = bytes.length - 7; at < end; at += 8) {
    low ^= four(bytes, at);
    high ^= four(bytes, at + 4);
    const a = 1792 + (low & 255);
    const b = 1536 + ((low >>> 8) & 255);
    const c = 1280 + ((low >>> 16) & 255);
    const d = 1024 + (low >>> 24);
    const e = 768 + (high & 255);
    const f = 512 + ((high >>> 8) & 255);
    const g = 256 + ((high >>> 16) & 255);
    const h = high >>> 24;
    low = entry(tl, a) ^ entry(tl, b) ^ entry(tl, c) ^ entry(tl, d);
    low ^= entry(tl, e) ^ entry(tl, f) ^ entry(tl, g) ^ entry(tl, h);
    high = entry(th, a) ^ entry(th, b) ^ entry(th, c) ^ entry(th, d);
    high ^= entry(th, e) ^ entry(th, f) ^ entry(th, g) ^ entry(th, h);
  }
  for (; at < bytes.length; at += 1) {
    const index = (low ^ entry(bytes, at)) & 255;
    low = entry(tl, index) ^ ((low >>> 8) | (high << 24));
    high = entry(th, index) ^ (high >>> 8);
  }
  return { high: ~high >>> 0, low: ~low >>> 0 };
}

/** An entry that is there: every index above is within its table. */
function entry(table: Uint32Array | Uint8Array, at: number): number {
  return table[at] as number;
}

function four(bytes: Uint8Array, at: number): number {
  return entry(bytes, at) | (entry(bytes, at + 1) << 8) | (entry(bytes, at + 2) << 16) | (entry(bytes, at + 3) << 24);
}

/** Table n at 256 n: what a byte does to the value when n more bytes come after it. */
function makeTables(highPolynomial: number, lowPolynomial: number): Tables {
  const low = new Uint32Array(2048);
  const high = new Uint32Array(2048);
  for (let byte = 0; byte < 256; byte += 1) {
    let l = byte;
    let h = 0;
    for (let bit = 0; bit < 8; bit += 1) {
      const odd = l & 1;
      l = (l >>> 1) | (h << 31);
      h >>>= 1;
      if (odd) {
        l ^= lowPolynomial;
        h ^= highPolynomial;
      }
    }
    low[byte] = l;
    high[byte] = h;
  }
  for (let at = 256; at < 2048; at += 1) {
    const l = entry(low, at - 256);
    const h = entry(high, at - 256);
    low[at] = entry(low, l & 255) ^ ((l >>> 8) | (h << 24));
    high[at] = entry(high, l & 255) ^ (h >>> 8);
  }
  return { low, high };
}
