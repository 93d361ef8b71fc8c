import { AccessKeyRequest } from '../../../src/contract/access-keys.ts';
import { Failure } from '../../failure.ts';
import { path } from '../../http/address.ts';
import { poll } from '../../http/poll.ts';
import { type Answer, send } from '../../http/send.ts';
import { print, say, showOne } from '../../output/show.ts';
import type { Session } from '../../session.ts';
import { REQUEST_VIEW } from './view.ts';

/** A request ends after ten minutes at the latest, as DONE or as FAILED. */
const WAIT_SECONDS = 11 * 60;

/** Shows what was accepted or, with `wait`, what became of it; with `--quiet` then what `made` says. */
export async function showAccepted(
  session: Session,
  accepted: Answer<{ requestId: string; retryAfter: number }>,
  wait: boolean | undefined,
  made: (request: AccessKeyRequest) => string | undefined,
): Promise<void> {
  const { requestId, retryAfter } = accepted.value;
  if (!wait) {
    if (session.json) print(session, accepted.raw);
    else print(session, session.quiet ? requestId : `request  ${requestId}`);
    say(session, `what becomes of it, in some ${retryAfter} s: jeton access-key request ${requestId}`);
    return;
  }
  const isEnded = ({ processingStatus }: AccessKeyRequest) => processingStatus !== 'IN_PROGRESS';
  const limits = { retryAfterSeconds: retryAfter, limitSeconds: WAIT_SECONDS };
  const answer = await poll(() => readRequest(session, requestId), isEnded, limits);
  showOne(session, answer, { ...REQUEST_VIEW, essence: (request) => made(request) ?? request.requestId });
  refuseFailed(answer.value);
  if (answer.value.processingStatus === 'DONE') return;
  throw new Failure(['it is not done so far', `what becomes of it: jeton access-key request ${requestId}`]);
}

/** The record of a request. */
export function readRequest(session: Session, id: string): Promise<Answer<AccessKeyRequest>> {
  return send(session, { method: 'GET', path: path`/v1/access-keys/requests/${id}` }, AccessKeyRequest);
}

/** A request that came to nothing is a failure of the command that asks after it. */
export function refuseFailed({ processingStatus, reason }: AccessKeyRequest): void {
  if (processingStatus !== 'FAILED') return;
  throw new Failure([
    `the request failed: ${reason ?? 'no reason given'}`,
    'fix: correct what was wrong, and ask anew.',
  ]);
}
