import { formatInstant } from '../../../contract/expiry.ts';
import type { Session, SessionAnswer } from '../../../contract/session.ts';
import { codeOf } from '../../../domain/denial-codes.ts';
import { BEARER } from '../../../domain/dpop/possession.ts';
import type { Resumed } from '../../../domain/sessions/resume.ts';
import { verifyToken } from '../../../domain/tokens/verify.ts';
import { viewCopy } from '../../../domain/tokens/view.ts';
import { findSelf } from '../../../domain/users/details.ts';
import type { Api } from '../../api.ts';
import { originOf, RequestAttempt } from '../../authenticate.ts';
import type { ApiContext } from '../../context.ts';
import { sessionOf } from '../../session.ts';
import { verifyDeps } from '../../verify-deps.ts';

const NOBODY: SessionAnswer = { session: null, ended: null };

/** Who is signed in. Nobody is an answer too: a page that is opened has not failed. */
export function get(api: Api): void {
  api.get('/console/session', async (c) => {
    const resumed = await sessionOf(c);
    return c.json(resumed.ok && resumed.value !== null ? await describe(c, resumed.value) : NOBODY);
  });
}

async function describe(c: ApiContext, { token, expiresAt }: Resumed): Promise<SessionAnswer> {
  const attempt = new RequestAttempt(c, { types: null, consistency: 'bounded' }, BEARER);
  const verdict = await verifyToken(verifyDeps(c), token, attempt, 'bounded');
  if (!verdict.ok) return { session: null, ended: codeOf(verdict.denial) };
  const { copy } = verdict.value;
  const user = await findSelf(c.env.services, { ...originOf(c), token: copy });
  const session: Session = {
    expires: formatInstant(expiresAt),
    token: viewCopy(copy, Math.floor(c.env.nowMs / 1000)),
    user: user.ok ? user.value : null,
  };
  return { session, ended: null };
}
