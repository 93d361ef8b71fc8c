import { env } from 'cloudflare:workers';
import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { openDatabase } from '../../src/d1/database.ts';
import { users } from '../../src/d1/schema.ts';
import { describe as describeError } from '../../src/invocation.ts';

it('a failed query is logged without the values that were bound to it', async () => {
  await env.DB.exec('drop table users');
  const failed = openDatabase(env.DB, () => new Uint8Array(16))
    .select()
    .from(users)
    .where(eq(users.email, 'secret@example.com'));
  const error: unknown = await failed.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(String(error)).toContain('secret@example.com');
  expect(describeError(error)).not.toContain('secret@example.com');
  expect(describeError(error)).toContain('no such table');
});
