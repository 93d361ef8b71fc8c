import type { ClientError } from '../../client/api/index.ts';

/** A call that failed, thrown: what queries and mutations take. `error` says what it was, how to mend it, and its request id. */
export class Failure extends Error {
  readonly error: ClientError;

  constructor(error: ClientError) {
    super(error.detail);
    this.error = error;
  }
}

/** A file of the console that did not come, in `detail`'s words. */
export function notLoaded(detail: string): Failure {
  const fix = 'Check the network, and try again; after a new release, load the page anew.';
  const unknown = { status: null, requestId: null, retryAfterSeconds: null, scope: null, errors: [] };
  return new Failure({ code: 'unreachable', detail, fix, ...unknown });
}
