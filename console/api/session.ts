import type { ClientError } from '../../client/api/index.ts';
import type { ErrorCode } from '../../src/contract/error-codes.ts';
import type { Session, SessionAnswer } from '../../src/contract/session.ts';
import { Failure } from './failure.ts';

export type { Session, SessionAnswer };
export type Credentials = { email: string; password: string } | { token: string };

/** These three are no part of the API: a session is the console's own. */
const PATH = '/console/session';

export async function readSession(): Promise<SessionAnswer> {
  const response = await send('GET');
  return response.json();
}

export async function signIn(credentials: Credentials): Promise<void> {
  await send('POST', credentials);
}

export async function signOut(): Promise<void> {
  await send('DELETE');
}

async function send(method: string, body?: object): Promise<Response> {
  const init = body && { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(PATH, { method, ...init }).catch(() => null);
  if (response?.ok) return response;
  throw new Failure(await errorOf(response));
}

async function errorOf(response: Response | null): Promise<ClientError> {
  const said: Partial<ClientError> = (await response?.json().catch(() => null)) ?? {};
  const after = Number(response?.headers.get('Retry-After'));
  return {
    code: (said.code as ErrorCode | undefined) ?? (response === null ? 'unreachable' : 'unreadable'),
    status: response?.status ?? null,
    detail: said.detail ?? 'No answer came.',
    fix: said.fix ?? 'Check the network, and try again.',
    requestId: said.requestId ?? null,
    retryAfterSeconds: after > 0 ? after : null,
    scope: null,
    errors: said.errors ?? [],
  };
}
