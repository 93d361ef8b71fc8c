import { count, counted } from '../../../../parts/words.ts';

const UNITS = ['kB', 'MB'] as const;

/** `31 bytes`, `3.0 kB (3,000 bytes)`. */
export function sizeInWords(bytes: number): string {
  if (bytes < 1000) return counted(bytes, 'byte');
  const [kilo, mega] = UNITS;
  const [scaled, unit] = bytes < 1_000_000 ? [bytes / 1000, kilo] : [bytes / 1_000_000, mega];
  return `${scaled.toFixed(1)} ${unit} (${count(bytes)} bytes)`;
}
