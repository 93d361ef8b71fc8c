import { askFor } from './ask.ts';

const TOKENS = 50;
const REDIRECT_URI = 'http://localhost/callback';
const FORM = 'application/x-www-form-urlencoded';

/** Access tokens of workers-oauth-provider by the authorization code flow, each of another person. */
export async function obtainOAuthTokens(port: number): Promise<string[]> {
  const { body } = await askFor(200, port, '/clients', { method: 'POST' });
  const { clientId, clientSecret }: { clientId: string; clientSecret: string } = JSON.parse(body);
  const basic = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
  const tokens: string[] = [];
  for (let n = 0; n < TOKENS; n += 1) {
    const code = await authorize(port, clientId, String(n));
    const form = new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: REDIRECT_URI });
    const headers = { 'Content-Type': FORM, Authorization: basic };
    const answer = await askFor(200, port, '/oauth/token', { method: 'POST', headers, body: form.toString() });
    tokens.push(JSON.parse(answer.body).access_token);
  }
  return tokens;
}

async function authorize(port: number, clientId: string, state: string): Promise<string> {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: REDIRECT_URI,
    scope: 'orders:read',
    state,
  });
  const { location = '' } = await askFor(302, port, `/authorize?${query}`);
  const code = new URL(location).searchParams.get('code');
  if (code === null) throw new Error('workers-oauth-provider gave no code');
  return code;
}

/** Keys of Better Auth: its Worker makes them with the plugin's own API. */
export async function obtainApiKeys(port: number): Promise<string[]> {
  const { body } = await askFor(200, port, '/', { method: 'POST' });
  return JSON.parse(body);
}
