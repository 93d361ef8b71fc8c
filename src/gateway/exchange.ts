import type { Denial } from '../domain/denial.ts';
import type { Route } from '../domain/gateway/find-route.ts';
import type { Background, Invocation } from '../invocation.ts';

/** One request at a property's hostname, and all that it takes to answer it. */
export type Exchange = {
  request: Request;
  url: URL;
  route: Route;
  invocation: Invocation;
  /** Lets work finish behind the answer. */
  background: Background;
  /** Names the request in answers and the log; drawn when first asked for. */
  requestId: () => string;
  /** The problem details of a denial. */
  refuse: (denial: Denial) => Response;
};
