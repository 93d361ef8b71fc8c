import { Hono } from 'hono';
// In a project of your own: from 'jeton/hono'.
import { type JetonBinding, type JetonVariables, jeton } from '../../../client/hono/index.ts';

type Env = { JETON: JetonBinding & Pick<Fetcher, 'fetch'>; ISSUER: string; AUDIENCE: string };

const ORDERS = [
  { id: '17', item: 'a lamp' },
  { id: '18', item: 'two chairs' },
];

const app = new Hono<{ Bindings: Env; Variables: JetonVariables }>();

/** Signed tokens are checked here, without a call; opaque ones by the service binding. */
app.use(
  '/orders/*',
  jeton<{ Bindings: Env }>(({ env }) => ({
    issuer: env.ISSUER,
    audience: env.AUDIENCE,
    require: ({ req }) => (req.method === 'GET' ? 'orders:read' : 'orders:write'),
    // Keys and status lists come over the binding as well: this Worker calls nobody by the network.
    fetch: (request) => env.JETON.fetch(request),
    opaque: { binding: env.JETON, address: ({ headers }) => headers.get('CF-Connecting-IP') },
  })),
);

app.get('/orders', (c) => c.json({ orders: ORDERS, seenBy: c.get('token').id }));
app.post('/orders', async (c) => c.json({ id: '19', item: await c.req.text() }, 201));

/** The same without the middleware: the verdict is a value, and what to do with it is the Worker's to say. */
app.get('/strict', async (c) => {
  const token = /^Bearer +(.+)$/i.exec(c.req.header('Authorization') ?? '')?.[1];
  if (token === undefined) return c.text('no token', 401);
  const verdict = await c.env.JETON.verify(token, {
    require: [{ resource: 'orders', name: '*', action: 'read' }],
    audience: c.env.AUDIENCE,
    consistency: 'strict',
  });
  if (!verdict.active) return c.json({ code: verdict.code, detail: verdict.detail }, 403);
  return c.json({ orders: ORDERS, seenBy: verdict.token.id });
});

export default app;
