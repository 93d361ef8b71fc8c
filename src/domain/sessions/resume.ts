import { sha256 } from '../../crypto/digest.ts';
import type { Keyring } from '../../crypto/keyring.ts';
import type { SessionStore } from '../../d1/sessions.ts';
import { openCookie } from './cookie.ts';

type ResumeDeps = { keyring: Keyring; sessions: Pick<SessionStore, 'find'>; nowMs: number };

/** A session that goes on: whoever asks is to be judged by its token. `expiresAt`: Unix seconds. */
export type Resumed = { token: string; made: boolean; digest: Uint8Array; expiresAt: number };

/**
 * The session of a cookie; null for one that has ended or was never started. A forged cookie costs no storage read, a
 * genuine one costs one: a session that was ended is refused at once.
 */
export async function resumeSession(deps: ResumeDeps, cookie: string): Promise<Resumed | null> {
  const content = await openCookie(deps.keyring, cookie);
  if (content === null) return null;
  const digest = sha256(content.id);
  const expiresAt = await deps.sessions.find(digest, Math.floor(deps.nowMs / 1000));
  return expiresAt === null ? null : { token: content.token, made: content.made, digest, expiresAt };
}
