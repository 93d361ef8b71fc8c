import { type AuthRequest, type OAuthHelpers, OAuthProvider } from '@cloudflare/workers-oauth-provider';
import { Hono } from 'hono';

export { collect } from '../../worker/collect.ts';

type ProviderEnv = { Bindings: { OAUTH_KV: KVNamespace; OAUTH_PROVIDER: OAuthHelpers } };

const PROTECTED = '/oauth-provider';
const ORIGIN = 'http://localhost';

/** Whoever asks is let in as somebody new: a token each is wanted, not a consent page. */
const around = new Hono<ProviderEnv>()
  .post('/clients', async (c) => {
    const redirectUris = [`${ORIGIN}/callback`];
    return c.json(await c.env.OAUTH_PROVIDER.createClient({ clientName: 'bench', redirectUris }));
  })
  .get('/authorize', async (c) => {
    const request: AuthRequest = await c.env.OAUTH_PROVIDER.parseAuthRequest(c.req.raw);
    const userId = crypto.randomUUID();
    const grant = { request, userId, metadata: {}, scope: request.scope, props: { userId } };
    const { redirectTo } = await c.env.OAUTH_PROVIDER.completeAuthorization(grant);
    return c.redirect(redirectTo);
  });

export default new OAuthProvider<ProviderEnv['Bindings']>({
  apiRoute: PROTECTED,
  apiHandler: new Hono<ProviderEnv>().get(PROTECTED, (c) => c.text('ok')),
  defaultHandler: around,
  authorizeEndpoint: '/authorize',
  tokenEndpoint: '/oauth/token',
  scopesSupported: ['orders:read'],
  resourceMetadata: { resource: `${ORIGIN}${PROTECTED}`, authorization_servers: [ORIGIN] },
  onError: () => {},
});
