import { SESSION_SECONDS } from '../../contract/session.ts';
import { sha256 } from '../../crypto/digest.ts';
import type { Keyring } from '../../crypto/keyring.ts';
import { randomHex } from '../../crypto/random.ts';
import type { SessionStore } from '../../d1/sessions.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';
import { MAX_COOKIE_LENGTH, sealCookie } from './cookie.ts';

type StartDeps = { keyring: Keyring; sessions: Pick<SessionStore, 'start'>; nowMs: number };

/** Who signs in: the token that was let in, and whether signing in made it. `expiresAt`: null, or Unix seconds. */
export type SignedIn = { token: string; tokenId: number; expiresAt: number | null; made: boolean };

const ID_BYTES = 32;

/** Starts a session of eight hours, or to the end of its token. Returns the value of its cookie. */
export async function startSession(
  deps: StartDeps,
  { token, tokenId, expiresAt, made }: SignedIn,
): Promise<Result<{ cookie: string; expiresAt: number }, Denial>> {
  const nowSeconds = Math.floor(deps.nowMs / 1000);
  const id = randomHex(ID_BYTES);
  const cookie = await sealCookie(deps.keyring, { id, token, made });
  if (cookie.length > MAX_COOKIE_LENGTH) {
    return deny({ reason: 'invalid', field: 'token', message: 'is too long for a session: no cookie holds it' });
  }
  const endsAt = Math.min(nowSeconds + SESSION_SECONDS, expiresAt ?? Number.POSITIVE_INFINITY);
  await deps.sessions.start({ digest: sha256(id), tokenId, createdAt: nowSeconds, expiresAt: endsAt });
  return ok({ cookie, expiresAt: endsAt });
}
