import type { Denial } from '../domain/denial.ts';
import type { Exchange } from './exchange.ts';
import { removeHopByHop } from './headers.ts';

/**
 * What goes to the origin. Its headers are sent as they are, so nothing of the client is in them that does not belong
 * there. A body streams; where its length is known, its stream knows it.
 */
export type Outgoing = {
  url: string;
  /** The `origin` of that URL. */
  origin: string;
  method: string;
  headers: Record<string, string>;
  body: ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer> | null;
  /** Settles when a body that streams has been handed over; the origin's time runs from then on. */
  sent: Promise<unknown> | null;
};

export type Forwarded = { ok: true; response: Response } | { ok: false; denial: Denial };

/**
 * Sends a request to the origin of a property, once. Its answer passes as it is, redirects and errors too, less the headers
 * of the connection; the body streams. Its headers may be changed. Never throws.
 */
export async function forward({ route, invocation }: Exchange, outgoing: Outgoing): Promise<Forwarded> {
  const { timeoutSeconds } = route.copy.document.origin;
  const { services, nowMs } = invocation;
  const answer = await services.origins.send({ ...outgoing, timeoutMs: timeoutSeconds * 1000 }, nowMs);
  switch (answer.kind) {
    case 'timeout':
      return { ok: false, denial: { reason: 'origin_timeout', seconds: timeoutSeconds } };
    case 'failed':
      return { ok: false, denial: { reason: 'origin_failed', why: answer.why } };
    case 'answered':
      return { ok: true, response: passOn(answer.response) };
  }
}

/** The answer with headers that may be changed. */
function passOn(response: Response): Response {
  const passed = response.webSocket ? passSocket(response, response.webSocket) : new Response(response.body, response);
  removeHopByHop(passed.headers);
  return passed;
}

/** A web socket stays what it is: its body is the connection. The platform shakes hands with the client itself. */
function passSocket({ status, headers }: Response, webSocket: WebSocket): Response {
  const passed = new Response(null, { status, headers, webSocket });
  for (const name of ['sec-websocket-accept', 'sec-websocket-extensions']) passed.headers.delete(name);
  return passed;
}
