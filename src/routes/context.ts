import type { Context } from 'hono';
import type { Remembered } from '../domain/edge/memory.ts';
import { type Background, behind, type Invocation } from '../invocation.ts';

export type ApiEnv = {
  Bindings: Invocation;
  Variables: {
    /** The token that the request presented; there once `authenticate` has let it in. */
    presented: Remembered;
    /** Names the request in answers, audit rows and the log; drawn when first asked for. */
    requestId: string | undefined;
  };
};
export type ApiContext = Context<ApiEnv>;

/** Lets work finish behind the answer. */
export function background(c: ApiContext): Background {
  return behind(() => c.executionCtx);
}
