import { deny, ok, type Result } from '../result.ts';
import type { S3Denial } from './denial.ts';
import type { HeaderList } from './headers.ts';
import type { Parameters } from './match-operation.ts';

/** S3's headers that Google Cloud Storage has by another name, and means the same by. */
const COUNTERPARTS: Record<string, string> = {
  'x-amz-acl': 'x-goog-acl',
  'x-amz-copy-source': 'x-goog-copy-source',
  'x-amz-copy-source-if-match': 'x-goog-copy-source-if-match',
  'x-amz-copy-source-if-modified-since': 'x-goog-copy-source-if-modified-since',
  'x-amz-copy-source-if-none-match': 'x-goog-copy-source-if-none-match',
  'x-amz-copy-source-if-unmodified-since': 'x-goog-copy-source-if-unmodified-since',
  'x-amz-metadata-directive': 'x-goog-metadata-directive',
  'x-amz-storage-class': 'x-goog-storage-class',
};

/** What asks for no more than Google does anyway, or for a checksum that it does not keep. */
const IDLE = /^x-amz-(?:checksum-.+|server-side-encryption|tagging-directive)$/;
const META = 'x-amz-meta-';

/** The headers as Google calls them: it refuses requests that mix the two. What it has no counterpart of is refused. */
export function toGoogle(headers: HeaderList, parameters: Parameters): Result<HeaderList, S3Denial> {
  if (parameters.some(([name]) => name === 'versionId')) return unknown('the parameter versionId');
  const spoken: (readonly [string, string])[] = [];
  for (const [name, value] of headers) {
    const counterpart = counterpartOf(name);
    if (counterpart !== undefined) spoken.push([counterpart, value]);
    else if (name === 'x-amz-checksum-crc32c') spoken.push(['x-goog-hash', `crc32c=${value}`]);
    else if (!IDLE.test(name)) return unknown(`the header ${name}`);
  }
  return ok(spoken);
}

function counterpartOf(name: string): string | undefined {
  if (!name.startsWith('x-amz-')) return name;
  if (name.startsWith(META)) return `x-goog-meta-${name.slice(META.length)}`;
  return Object.hasOwn(COUNTERPARTS, name) ? COUNTERPARTS[name] : undefined;
}

function unknown(what: string) {
  return deny({ reason: 'not_supported', what: `${what} at an origin of Google's` } as const);
}
