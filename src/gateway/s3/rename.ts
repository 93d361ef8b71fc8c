import type { Bucket } from '../../domain/s3/place.ts';
import { escapeXml } from '../../domain/s3/xml.ts';

/** Elements that name a bucket, in the answers of S3. Text in XML has no `<`, so what matches is one of them. */
const NAMING = 'Name|Bucket|BucketName';
/** Longer than any element that is changed: an address holds a key of a thousand bytes, each escaped. */
const HELD_CHARACTERS = 8192;

/**
 * An answer of the origin with the bucket called as the client calls it, and the object's address the one that the client
 * has for it. Streams, whatever its length.
 */
export function renameInXml(
  body: ReadableStream<Uint8Array>,
  { name, originBucket = name }: Bucket,
  address: string,
): ReadableStream<Uint8Array> {
  const naming = new RegExp(`<(${NAMING})>${originBucket.replaceAll('.', '\\.')}</\\1>`, 'g');
  const rename = (text: string): string =>
    text
      .replace(naming, (_, element: string) => `<${element}>${name}</${element}>`)
      .replace(/<Location>[^<]*<\/Location>/g, () => `<Location>${escapeXml(address)}</Location>`);
  let held = '';
  const edit = new TransformStream<string, string>({
    transform: (piece, controller) => {
      const text = rename(held + piece);
      const end = Math.max(0, text.length - HELD_CHARACTERS);
      if (end > 0) controller.enqueue(text.slice(0, end));
      held = text.slice(end);
    },
    flush: (controller) => controller.enqueue(held),
  });
  return body.pipeThrough(new TextDecoderStream()).pipeThrough(edit).pipeThrough(new TextEncoderStream());
}
