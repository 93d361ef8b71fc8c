/** Longer than a good answer ever takes; a request waits for it at the worst. */
const TIMEOUT_MS = 5_000;

export type Fetch = (request: Request) => Promise<Response>;

/** Something else than 200 came. */
export class StatusError extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`it answered ${status}`);
    this.status = status;
  }
}

/**
 * Fetches a text of at most so many bytes. Follows no redirect: what the issuer says, it says itself. Throws an Error
 * that says what was wrong, a {@link StatusError} for anything but 200.
 */
export async function fetchText(fetch: Fetch, url: string, init: RequestInit, maxBytes: number): Promise<string> {
  const request = new Request(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) });
  const response = await fetch(request);
  if (response.status !== 200) {
    await response.body?.cancel();
    throw new StatusError(response.status);
  }
  const bytes = await readBounded(response.body, maxBytes);
  return new TextDecoder().decode(bytes);
}

/** All of a stream; throws as soon as it is longer than allowed, and reads no more of it. */
export async function readBounded(
  stream: ReadableStream<Uint8Array> | null,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  if (stream === null) return new Uint8Array();
  const reader = stream.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.byteLength;
    if (length > maxBytes) {
      await reader.cancel();
      throw new Error(`it is longer than ${maxBytes} bytes`);
    }
    chunks.push(value);
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.byteLength;
  }
  return all;
}
