import type { Bucket } from './place.ts';
import { escapeXml } from './xml.ts';

/** The answer of ListBuckets. Whose they are and since when is the origin's to know: the day is one that nobody takes for real. */
export function writeBuckets(buckets: readonly Bucket[], owner: string): string {
  const listed = buckets.map(({ name }) => {
    return `<Bucket><Name>${escapeXml(name)}</Name><CreationDate>1970-01-01T00:00:00.000Z</CreationDate></Bucket>`;
  });
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    '<ListAllMyBucketsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">' +
    `<Owner><ID>${escapeXml(owner)}</ID><DisplayName>${escapeXml(owner)}</DisplayName></Owner>` +
    `<Buckets>${listed.join('')}</Buckets></ListAllMyBucketsResult>`
  );
}
