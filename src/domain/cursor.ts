import { Buffer } from 'node:buffer';

/** Where a page of a list ended, as an opaque string for the `cursor` of the next request. */
export function encodeCursor(position: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/** What {@link encodeCursor} was given; undefined for what it never made. The caller checks the parts. */
export function decodeCursor(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return undefined;
  }
}
