import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Denial } from '../domain/denial.ts';
import { deny, ok, type Result } from '../domain/result.ts';
import { type Resumed, resumeSession } from '../domain/sessions/resume.ts';
import type { ApiContext } from './context.ts';

/** The cookie of a session: `__Host-jeton`. Browsers bind the prefix to this very host, to HTTPS and to the path `/`. */
const NAME = 'jeton';
const ATTRIBUTES = { prefix: 'host', path: '/', secure: true, httpOnly: true, sameSite: 'Strict' } as const;
const READS = ['GET', 'HEAD'];
const COOKIE_WOULD_COME = ['none', 'same-origin', 'same-site'];

/**
 * The session that a request comes with, null without one. What writes must say that it comes from a page of ours: the
 * cookie's SameSite alone would let in whatever else lives on this site.
 */
export async function sessionOf(c: ApiContext): Promise<Result<Resumed | null, Denial>> {
  const cookie = getCookie(c, NAME, 'host');
  if (cookie === undefined) return ok(null);
  if (!READS.includes(c.req.method) && isForeign(c)) return deny({ reason: 'foreign_origin' });
  return ok(await resumeSession({ ...c.env.services, nowMs: c.env.nowMs }, cookie));
}

/**
 * Whether a request for a page surely has no session. Browsers keep a SameSite=Strict cookie back from what another site leads
 * to, so a missing one says something only of the others (Fetch Metadata, `Sec-Fetch-Site`).
 */
export function isSignedOut(c: ApiContext): boolean {
  const from = c.req.header('sec-fetch-site') ?? '';
  return COOKIE_WOULD_COME.includes(from) && getCookie(c, NAME, 'host') === undefined;
}

/** Whether a request does not say that it was sent by a page of this origin (Fetch standard, `Origin` header). */
export function isForeign(c: ApiContext): boolean {
  const origin = c.req.header('origin');
  return origin === undefined || origin !== new URL(c.req.url).origin;
}

/** `expiresAt`: Unix seconds. */
export function keepSession(c: ApiContext, cookie: string, expiresAt: number): void {
  setCookie(c, NAME, cookie, { ...ATTRIBUTES, maxAge: expiresAt - Math.floor(c.env.nowMs / 1000) });
}

export function forgetSession(c: ApiContext): void {
  deleteCookie(c, NAME, ATTRIBUTES);
}
