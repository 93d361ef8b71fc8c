import type { Session } from '../session.ts';
import { call, type Request } from './call.ts';
import { Unreachable } from './unreachable.ts';

const LINE_FEED = 0x0a;

/** The lines of an answer as they come, several at a time and each of them whole. Throws when the answer breaks off. */
export async function* readLines(session: Session, request: Request): AsyncGenerator<Buffer, void> {
  const { body } = await call(session, request);
  const reader = body?.getReader();
  let rest: Uint8Array = new Uint8Array();
  for (;;) {
    const read = await reader?.read().catch(() => {
      throw new Unreachable(`the connection to ${session.url} broke`);
    });
    if (read === undefined || read.done) break;
    const bytes = Buffer.concat([rest, read.value]);
    const end = bytes.lastIndexOf(LINE_FEED) + 1;
    rest = bytes.subarray(end);
    if (end > 0) yield bytes.subarray(0, end);
  }
  if (rest.length > 0) throw new Unreachable(`the answer of ${session.url} ended in the middle of a line`);
}

/** How many lines there are, and the last one. */
export function countLines(lines: Buffer): { count: number; last: string } {
  let count = 0;
  let start = 0;
  let last = start;
  for (let end = lines.indexOf(LINE_FEED); end >= 0; end = lines.indexOf(LINE_FEED, start)) {
    count += 1;
    last = start;
    start = end + 1;
  }
  return { count, last: lines.toString('utf8', last, Math.max(last, start - 1)) };
}
