import { createClient } from '../../../../client/api/index.ts';

/** How much of a body is on its way. */
export type Sent = { bytes: number; of: number };

/** The client, telling how much was sent: XMLHttpRequest says it (its standard, section 3.5.2), `fetch` does not. */
export function uploading(onSent: (sent: Sent) => void) {
  return createClient({ url: location.origin, fetch: (request) => send(request, onSent) });
}

async function send(request: Request, onSent: (sent: Sent) => void): Promise<Response> {
  const body = await request.blob();
  const sending = new XMLHttpRequest();
  sending.open(request.method, request.url);
  for (const [name, value] of request.headers) sending.setRequestHeader(name, value);
  sending.responseType = 'blob';
  sending.upload.onprogress = ({ loaded, total }) => onSent({ bytes: loaded, of: total });
  return new Promise((resolve, reject) => {
    sending.onload = () => resolve(responseOf(sending));
    sending.onerror = () => reject(new TypeError('the connection broke'));
    sending.onabort = () => reject(new TypeError('it was broken off'));
    sending.send(body);
  });
}

/** What of an answer its reader looks at. */
const READ = ['Content-Type', 'Request-Id', 'Retry-After'];
const NO_CONTENT = 204;

function responseOf(sending: XMLHttpRequest): Response {
  const { status } = sending;
  const headers = new Headers();
  for (const name of READ) {
    const value = sending.getResponseHeader(name);
    if (value !== null) headers.set(name, value);
  }
  return new Response(status === NO_CONTENT ? null : sending.response, { status, headers });
}
