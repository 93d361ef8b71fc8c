/** S3's bound on a key, in bytes of UTF-8. */
const MAX_KEY_BYTES = 1024;
/** `.` or `..` between slashes of either kind. */
const DOT_SEGMENT = /(?:^|[/\\])\.{1,2}(?:$|[/\\])/;
/** A dot, a slash or a zero byte that is still escaped, once or more often: something behind us might decode it again. */
const STILL_ESCAPED = /%(?:25)*(?:2e|2f|5c|00)/i;

/** The key that a path names, decoded once; null where it is escaped badly. */
export function decodeKey(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}

/**
 * Why a key, or a prefix of keys, is not taken: a clause, or null. S3 itself would take most of these, and mean just what
 * they say; what is between here and there, or an origin that keeps objects as files, may not.
 */
export function objectionToKey(key: string): string | null {
  if (new TextEncoder().encode(key).length > MAX_KEY_BYTES) return `a key has at most ${MAX_KEY_BYTES} bytes`;
  if (key.includes('\0')) return 'a key has no zero byte';
  if (DOT_SEGMENT.test(key)) return 'a key has no segment . or ..';
  if (STILL_ESCAPED.test(key)) return 'a key has no dot, slash or zero byte that is escaped twice';
  return null;
}
