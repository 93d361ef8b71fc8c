import { inject } from 'vitest';

/** A personal token of whoever has the password. */
export async function personalToken(email: string, password: string): Promise<string> {
  const response = await fetch(`${inject('stack').url}/v1/tokens`, {
    method: 'POST',
    headers: { Authorization: `Basic ${Buffer.from(`${email}:${password}`).toString('base64')}` },
  });
  const { secret } = (await response.json()) as { secret?: string };
  if (secret === undefined) throw new Error(`no token for ${email}: ${response.status}`);
  return secret;
}
