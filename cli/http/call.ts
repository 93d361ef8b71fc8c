import { usageFailure } from '../failure.ts';
import type { Session } from '../session.ts';
import { isLoopback } from './address.ts';
import { readRefusal } from './refusal.ts';
import { Unreachable } from './unreachable.ts';

export type Query = Record<string, string | number | undefined>;
export type Request = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  query?: Query;
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as it is. */
  bytes?: Blob;
  headers?: Record<string, string>;
  /** For what takes the server long by its nature. */
  timeoutSeconds?: number;
};

const JSON_TIMEOUT_SECONDS = 30;
const BYTES_TIMEOUT_SECONDS = 300;

/** Sends one request; anything but success becomes a {@link Failure}. The time limit is for the head of the answer. */
export async function call(session: Session, request: Request): Promise<Response> {
  const usual = request.bytes === undefined ? JSON_TIMEOUT_SECONDS : BYTES_TIMEOUT_SECONDS;
  const limit = request.timeoutSeconds ?? usual;
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), limit * 1000);
  try {
    const response = await fetch(addressOf(session, request), {
      method: request.method,
      headers: headersOf(session, request),
      body: request.bytes ?? (request.body === undefined ? null : JSON.stringify(request.body)),
      redirect: 'manual',
      signal: abort.signal,
    });
    if (!response.ok) throw await readRefusal(session.url, response);
    return response;
  } catch (error) {
    if (abort.signal.aborted) throw new Unreachable(`${session.url} did not answer within ${limit} seconds`);
    throw asUnreachable(session.url, error);
  } finally {
    clearTimeout(timer);
  }
}

function addressOf(session: Session, request: Request): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(request.query ?? {})) {
    if (value !== undefined) query.set(name, String(value));
  }
  const search = query.toString();
  return `${session.url}${request.path}${search === '' ? '' : `?${search}`}`;
}

function headersOf(session: Session, request: Request): Record<string, string> {
  return {
    accept: 'application/json, application/problem+json, */*;q=0.1',
    'user-agent': 'jeton-cli',
    ...(session.token === undefined ? {} : { authorization: `Bearer ${session.token}` }),
    ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
    ...request.headers,
  };
}

/** Why a connection failed, by the code that Node gives. The message of the cause is not shown: it may quote headers. */
function asUnreachable(url: string, error: unknown): unknown {
  const cause = error instanceof TypeError ? (error.cause as NodeJS.ErrnoException | undefined) : undefined;
  if (cause === undefined) return error;
  const code = cause.code ?? 'no reason given';
  if (code === 'ECONNREFUSED') {
    return new Unreachable(`nothing answers at ${url} — is it running?${isLoopback(url) ? ' npm start' : ''}`);
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return new Unreachable(`no machine is known by the name in ${url}`);
  if (/CERT|TLS|SSL/.test(code)) return new Unreachable(`the certificate of ${url} is not trusted (${code})`);
  if (cause.message === 'bad port') return usageFailure(`the port in ${url} is one that is never used for HTTP`);
  return new Unreachable(`the connection to ${url} broke (${code})`);
}
