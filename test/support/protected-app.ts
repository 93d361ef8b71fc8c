import { Hono } from 'hono';
import { type JetonOptions, type JetonVariables, jeton } from '../../client/hono/index.ts';
import { outcome } from './app.ts';
import { AUDIENCE, type TestIssuer } from './issuer.ts';

export const API = 'https://orders.example';

/** An API of somebody else's behind `jeton/hono`, which trusts an issuer. */
export type ProtectedApp = {
  /** The status and code of the answer to a request with that token. */
  try: (token: string, more?: Record<string, string>) => Promise<string>;
  get: (headers?: Record<string, string>, path?: string) => Promise<Response>;
  logged: string[];
};

export function protectedApp(issuer: TestIssuer, options: Partial<JetonOptions> = {}): ProtectedApp {
  const logged: string[] = [];
  const app = new Hono<{ Variables: JetonVariables }>();
  const guard = jeton({
    issuer: issuer.origin,
    audience: AUDIENCE,
    fetch: issuer.fetch,
    now: () => issuer.nowMs,
    log: (message) => logged.push(message),
    ...options,
  });
  app.use('/orders/*', guard);
  app.all('/orders/:region', (c) => c.json(c.get('token')));
  const get: ProtectedApp['get'] = async (headers = {}, path = '/orders/eu') =>
    app.fetch(new Request(`${API}${path}`, { headers }));
  return {
    logged,
    get,
    try: async (token, more = {}) => outcome(await get({ Authorization: `Bearer ${token}`, ...more })),
  };
}
