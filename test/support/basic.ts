import { env } from 'cloudflare:workers';
import { Buffer } from 'node:buffer';
import { parseId } from '../../src/contract/ids.ts';
import { hashPassword } from '../../src/crypto/password.ts';
import type { TestApp } from './app.ts';
import { addUser } from './route-contract.ts';

/** The header of HTTP Basic, RFC 7617. */
export function basic(email: string, password: string): string {
  return `Basic ${Buffer.from(`${email}:${password}`).toString('base64')}`;
}

/** The password of whoever {@link addSigner} makes. */
export const PASSWORD = 'Trocken: Bänke und Stühle';
let hash: Promise<string> | undefined;

/** A person who may sign in by password, straight in D1. */
export async function addSigner(email: string, role = 'none'): Promise<string> {
  hash ??= hashPassword(PASSWORD);
  const id = await addUser(role, { email });
  await env.DB.prepare('update users set password_hash = ? where id = ?')
    .bind(await hash, parseId('usr', id))
    .run();
  return id;
}

/** Asks for a token by password, from an address of one's own choice. */
export function signIn(
  test: TestApp,
  email: string,
  password = PASSWORD,
  { json, address = '203.0.113.1' }: { json?: unknown; address?: string } = {},
): Promise<Response> {
  const headers = { Authorization: basic(email, password), 'CF-Connecting-IP': address };
  return test.call('POST', '/v1/tokens', { headers, json });
}
