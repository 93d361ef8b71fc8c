import { env } from 'cloudflare:workers';

/** A token as far as a sweep looks at it. */
export type TokenRow = { id: number; expiresAt: number; issuedAt: number; ownerId: number | null; name?: string };

/** Puts tokens straight into D1, thousands at once: what a test needs many of. */
export async function addTokens(rows: readonly TokenRow[]): Promise<void> {
  const insert = env.DB.prepare(
    `insert into tokens (id, version, type, name, projects, environments, grants, expires_at, owner_id, created_at,
       issued_at, secret_number, retrievable, active_day)
     select value ->> 'id', 1, 'access', coalesce(value ->> 'name', 'token ' || (value ->> 'id')), '["web"]',
       '["production"]', '[]', value ->> 'expiresAt', value ->> 'ownerId', value ->> 'issuedAt', value ->> 'issuedAt', 1, 0,
       (value ->> 'issuedAt') / 86400
     from json_each(?)`,
  );
  for (let start = 0; start < rows.length; start += 2_000) {
    await insert.bind(JSON.stringify(rows.slice(start, start + 2_000))).run();
  }
}

/** Puts people straight into D1: `owner<id>@example.com`. */
export async function addOwners(ids: readonly number[]): Promise<void> {
  await env.DB.prepare(
    `insert into users (id, version, email, name, role, created_at)
     select value, 1, 'owner' || value || '@example.com', 'Owner ' || value, 'none', 0 from json_each(?)`,
  )
    .bind(JSON.stringify(ids))
    .run();
}
