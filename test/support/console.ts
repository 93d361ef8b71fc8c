import { ORIGIN, type TestApp } from './app.ts';

/** Where sessions of the console begin, are shown and end. */
export const SESSION = '/console/session';
/** What a page of the deployment sends along with whatever writes. */
export const FROM_PAGE = { Origin: ORIGIN };

type Credentials = { token: string } | { email: string; password: string };

/** Signs in, as the console's page does. */
export function signInAt(test: TestApp, json: Credentials, headers: Record<string, string> = {}): Promise<Response> {
  return test.call('POST', SESSION, { json, headers: { ...FROM_PAGE, ...headers } });
}

/** The cookie of an answer as a browser sends it back: `__Host-jeton=…`; null where none was set. */
export function cookieOf(response: Response): string | null {
  return response.headers.get('Set-Cookie')?.split(';')[0] ?? null;
}

/** Signs in, which must succeed, and returns the header that goes on with the session. */
export async function startSession(test: TestApp, credentials: Credentials): Promise<{ Cookie: string }> {
  const response = await signInAt(test, credentials);
  const cookie = cookieOf(response);
  if (response.status !== 204 || cookie === null) throw new Error(`signing in answered ${response.status}`);
  return { Cookie: cookie };
}
