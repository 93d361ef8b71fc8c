/** What is shown at most; whoever wants more downloads it. */
export const MAX_SHOWN_BYTES = 256 * 1024;

/** What an item holds, as far as it is shown. `size`: null where it is not all here, and its answer does not say it. */
export type Content = {
  contentType: string;
  size: number | null;
  whole: boolean;
  /** null: it is no text. */
  text: string | null;
};

/** Reads the beginning of an answer, and lets the rest of it be. */
export async function readContent(response: Response): Promise<Content> {
  const { bytes, whole } = await readBytes(response, MAX_SHOWN_BYTES);
  return {
    contentType: response.headers.get('Content-Type') ?? 'application/octet-stream',
    size: whole ? bytes.byteLength : lengthOf(response.headers),
    whole,
    text: textOf(bytes, whole),
  };
}

async function readBytes({ body }: Response, maxBytes: number): Promise<{ bytes: Uint8Array; whole: boolean }> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const reader = body?.getReader();
  while (reader !== undefined && size <= maxBytes) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
    size += value.byteLength;
  }
  const bytes = new Uint8Array(await new Blob(chunks).arrayBuffer());
  if (size <= maxBytes) return { bytes, whole: true };
  await reader?.cancel();
  return { bytes: bytes.subarray(0, maxBytes), whole: false };
}

function lengthOf(headers: Headers): number | null {
  const length = headers.get('Content-Length');
  // Packed on its way, the answer has another length than the item.
  return length === null || headers.has('Content-Encoding') ? null : Number(length);
}

/** Text is UTF-8 without control characters, whatever type it was stored with: what is not is not shown. */
function textOf(bytes: Uint8Array, whole: boolean): string | null {
  try {
    // A character that was cut at the end is no fault of the text.
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes, { stream: !whole });
    return NOT_TEXT.test(text) ? null : text;
  } catch {
    return null;
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: it is these that are looked for. Tab, line feed, form feed, return and escape are text.
const NOT_TEXT = /[\u0000-\u0008\u000b\u000e-\u001a\u001c-\u001f\u007f]/;
