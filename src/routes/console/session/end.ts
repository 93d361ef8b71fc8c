import { formatId } from '../../../contract/ids.ts';
import { BEARER } from '../../../domain/dpop/possession.ts';
import type { Resumed } from '../../../domain/sessions/resume.ts';
import { revokeToken } from '../../../domain/tokens/revoke.ts';
import { verifyToken } from '../../../domain/tokens/verify.ts';
import type { Api } from '../../api.ts';
import { originOf, RequestAttempt } from '../../authenticate.ts';
import type { ApiContext } from '../../context.ts';
import { fail } from '../../errors.ts';
import { forgetSession, sessionOf } from '../../session.ts';
import { changeDeps, verifyDeps } from '../../verify-deps.ts';

/** Signs out: the session ends here, not in the browser alone, and with it a token that signing in made. */
export function end(api: Api): void {
  api.delete('/console/session', async (c) => {
    const resumed = await sessionOf(c);
    if (!resumed.ok) return fail(c, resumed.denial);
    if (resumed.value !== null) {
      await c.env.services.sessions.end(resumed.value.digest);
      if (resumed.value.made) await endToken(c, resumed.value);
    }
    forgetSession(c);
    return c.body(null, 204);
  });
}

async function endToken(c: ApiContext, { token }: Resumed): Promise<void> {
  const attempt = new RequestAttempt(c, { types: null, consistency: 'strict' }, BEARER);
  const verdict = await verifyToken(verifyDeps(c), token, attempt, 'strict');
  if (!verdict.ok) return;
  const { copy } = verdict.value;
  await revokeToken(changeDeps(c), { ...originOf(c), token: copy }, formatId('tok', copy.id), 'cessation_of_operation');
}
