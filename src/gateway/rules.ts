import { presentNonce } from '../domain/dpop/check.ts';
import type { Remembered } from '../domain/edge/memory.ts';
import { readPath } from '../domain/gateway/read-path.ts';
import { findRule } from '../domain/gateway/rules.ts';
import { noteDenial } from '../incoming.ts';
import { type Admission, admit } from './admit.ts';
import { answerPreflight, openToBrowser } from './cors.ts';
import type { Exchange } from './exchange.ts';
import { forward } from './forward.ts';
import { outgoingOf } from './outgoing.ts';

/**
 * Answers a request by the rules of a property: is its path one that all read alike → preflight? → the first rule that
 * fits path and method → does it let the request in → on to the origin, signed where it is to be.
 */
export async function serveRules(exchange: Exchange): Promise<Response> {
  const { request, url, route, refuse } = exchange;
  const preflight = answerPreflight(exchange);
  const answered = preflight === null ? null : await preflight;
  if (answered !== null) return answered;
  const path = readPath(request.url, url.pathname);
  if (!path.ok) return tell(exchange, refuse({ reason: 'invalid', field: 'path', message: path.denial }), null);
  const match = findRule(route.copy.document, request.method, path.value);
  if (match === null) return tell(exchange, refuse({ reason: 'not_found' }), null);
  const asked = admit(exchange, match);
  // A token in memory is judged at once: awaiting what is no promise would still cost a turn.
  const admission = asked instanceof Promise ? await asked : asked;
  return tell(exchange, await answer(exchange, admission), admission);
}

async function answer(exchange: Exchange, { denial, found }: Admission): Promise<Response> {
  const { refuse } = exchange;
  if (denial !== null) return refuse(noteDenial(exchange, denial));
  const outgoing = await outgoingOf(exchange, found);
  if (!outgoing.ok) return refuse(outgoing.denial);
  const forwarded = await forward(exchange, outgoing.value);
  return forwarded.ok ? forwarded.response : refuse(forwarded.denial);
}

/** Tells when the token ends, what the next proof must hold, and to which pages. */
function tell(exchange: Exchange, response: Response, admission: Admission | null): Response {
  if (admission?.found) tellOfToken(exchange, response, admission, admission.found);
  openToBrowser(exchange, response, admission);
  return response;
}

/** When a token ends is for who may hold it and has proved its key, refused for want of a grant or not. */
function tellOfToken(
  { invocation }: Exchange,
  { headers, status }: Response,
  { denial, proved }: Admission,
  found: Remembered,
): void {
  const { expiresHeader } = found;
  if (expiresHeader !== null && (denial === null || status !== 401)) headers.set('Token-Expires', expiresHeader);
  if (!proved || (denial !== null && denial.reason !== 'insufficient_scope')) return;
  const { services, nowMs } = invocation;
  headers.set('DPoP-Nonce', presentNonce({ keyring: services.keyring, nowMs }));
}
