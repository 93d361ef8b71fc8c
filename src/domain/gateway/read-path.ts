import { deny, ok, type Result } from '../result.ts';

/** Nothing to decode, and no segment that begins with a dot or is empty: nearly all paths. */
const PLAIN = /^(?:\/(?![./])[A-Za-z0-9._~!$&'()+,=:@*-]+)*\/?$/;
/** A path that leads elsewhere than it says; with a parameter too, as some servers read them: `/..;x/`. */
const DOT_SEGMENT = /(?:^|\/)\.{1,2}(?:;[^/]*)?(?=\/|$)/;
const ENCODED_SEPARATOR = /%(?:2f|5c)/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
const CONTROL = /[\x00-\x1f\x7f\\]/;
const BAD_ESCAPE = /%(?![0-9A-Fa-f]{2})/;
/** Servers behind one another each decode once; who hides something deeper means no good. */
const MAX_DEPTH = 3;

/**
 * The path of a URL, decoded, as rules are held against it. Refused is what two servers may read differently, and so what
 * a rule would not be asked about: dot segments in any spelling, encoded separators, empty segments, escapes that are
 * none. The denial is a clause about the path. `url` as it came, `pathname` what the parser made of it.
 */
export function readPath(url: string, pathname: string): Result<string, string> {
  const raw = pathIn(url);
  if (raw === pathname && PLAIN.test(raw)) return ok(raw);
  if (BAD_ESCAPE.test(raw)) return deny('holds an escape that is none');
  const path = decode(raw);
  if (path === null) return deny('is not UTF-8');
  const objection = objectionTo(raw);
  if (objection !== null) return deny(objection);
  // What is forwarded is the parser's: it must say the same.
  if (decode(pathname) !== path) return deny('is not written as paths are');
  return ok(path);
}

function objectionTo(raw: string): string | null {
  let text = raw;
  for (let depth = 0; depth < MAX_DEPTH; depth += 1) {
    if (CONTROL.test(text)) return 'holds a character that paths do not have';
    if (ENCODED_SEPARATOR.test(text)) return 'holds an encoded slash or backslash';
    if (DOT_SEGMENT.test(text)) return 'holds a dot segment';
    if (text.includes('//')) return 'holds an empty segment';
    const decoded = decodeAscii(text);
    if (decoded === text) return null;
    text = decoded;
  }
  return 'is escaped too many times';
}

/** From the first slash behind the host to the query. */
function pathIn(url: string): string {
  const begin = url.indexOf('/', url.indexOf('//') + 2);
  if (begin < 0) return '/';
  const end = url.slice(begin).search(/[?#]/);
  return end < 0 ? url.slice(begin) : url.slice(begin, begin + end);
}

function decode(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}

/** What is dangerous is ASCII; all else stays as it is. */
function decodeAscii(text: string): string {
  return text.replace(/%[0-7][0-9A-Fa-f]/g, (coded) => String.fromCharCode(Number.parseInt(coded.slice(1), 16)));
}
