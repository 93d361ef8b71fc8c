import { SignInBody } from '../../../contract/session.ts';
import type { Denial } from '../../../domain/denial.ts';
import { BEARER } from '../../../domain/dpop/possession.ts';
import { deny, ok, type Result } from '../../../domain/result.ts';
import { type SignedIn, startSession } from '../../../domain/sessions/start.ts';
import { createPasswordToken } from '../../../domain/sign-in/create-token.ts';
import { type Credentials, signIn } from '../../../domain/sign-in/sign-in.ts';
import { verifyToken } from '../../../domain/tokens/verify.ts';
import { type Api, refuseInput } from '../../api.ts';
import { originOf, RequestAttempt, refuse } from '../../authenticate.ts';
import { boundedBody } from '../../bounded-body.ts';
import type { ApiContext } from '../../context.ts';
import { fail } from '../../errors.ts';
import { isForeign, keepSession } from '../../session.ts';
import { changeDeps, verifyDeps } from '../../verify-deps.ts';

const PASSWORD_SESSION = '8h';

/** Signs in, by password or by any token. The answer is the cookie; who it is, `GET` tells. */
export function start(api: Api): void {
  api.post('/console/session', boundedBody, async (c) => {
    if (isForeign(c)) return fail(c, { reason: 'foreign_origin' });
    const body = SignInBody.safeParse(await c.req.json<unknown>().catch(() => null));
    if (!body.success) return refuseInput(c, body.error);
    const signedIn = 'token' in body.data ? await byToken(c, body.data.token) : await byPassword(c, body.data);
    if (!signedIn.ok) return refuse(c, signedIn.denial);
    const started = await startSession({ ...c.env.services, nowMs: c.env.nowMs }, signedIn.value);
    if (!started.ok) return fail(c, started.denial);
    keepSession(c, started.value.cookie, started.value.expiresAt);
    return c.body(null, 204);
  });
}

async function byToken(c: ApiContext, token: string): Promise<Result<SignedIn, Denial>> {
  const attempt = new RequestAttempt(c, { types: null, consistency: 'strict' }, BEARER);
  const verdict = await verifyToken(verifyDeps(c), token, attempt, 'strict');
  if (!verdict.ok) return deny(verdict.denial);
  const { id, expiresAt } = verdict.value.copy;
  return ok({ token, tokenId: id, expiresAt, made: false });
}

/** Makes a personal token that lives as long as the session, and ends with it. */
async function byPassword(c: ApiContext, credentials: Credentials): Promise<Result<SignedIn, Denial>> {
  const deps = changeDeps(c);
  const caller = await signIn(deps, originOf(c), credentials);
  if (!caller.ok) return caller;
  const made = await createPasswordToken(deps, caller.value, { expires: PASSWORD_SESSION });
  if (!made.ok) return made;
  const { record, told } = made.value;
  return ok({ token: told.secret, tokenId: record.id, expiresAt: record.expiresAt, made: true });
}
