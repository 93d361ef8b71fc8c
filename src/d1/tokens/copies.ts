import { and, eq, getTableColumns, gte, sql } from 'drizzle-orm';
import type { TokenCopy } from '../../contract/token-copy.ts';
import type { Database } from '../database.ts';
import { secrets, tokens, users } from '../schema.ts';
import { NEVER } from './record.ts';

const { passwordHash: _never, ...ownerColumns } = getTableColumns(users);

/** What the check needs to know of one secret, fresh; null when no such secret was ever issued, or it was purged. */
export async function findCopy(db: Database, digest: Uint8Array): Promise<TokenCopy | null> {
  const [row] = await selectCopies(db).where(eq(secrets.digest, digest));
  return row ? toCopy(row) : null;
}

/**
 * The copies of tokens' secrets, for publication: of each the newest, the one it replaced, and the one before that,
 * which a refresh during an overlap has just ended. What is older was published as ended already.
 */
export async function findCopiesOf(
  db: Database,
  tokenIds: readonly number[],
): Promise<{ digest: Uint8Array; copy: TokenCopy }[]> {
  const ids = JSON.stringify(tokenIds);
  const recent = gte(secrets.number, sql`${tokens.secretNumber} - 2`);
  const rows = await selectCopies(db).where(
    and(sql`${secrets.tokenId} in (select value from json_each(${ids}))`, recent),
  );
  return rows.map((row) => ({ digest: row.secret.digest, copy: toCopy(row) }));
}

function selectCopies(db: Database) {
  return db
    .select({
      secret: { digest: secrets.digest, number: secrets.number, endsAt: secrets.endsAt },
      token: tokens,
      owner: ownerColumns,
    })
    .from(secrets)
    .innerJoin(tokens, eq(tokens.id, secrets.tokenId))
    .leftJoin(users, eq(users.id, tokens.ownerId));
}

type Row = Awaited<ReturnType<typeof selectCopies>>[number];

function toCopy({ secret, token, owner }: Row): TokenCopy {
  return {
    id: token.id,
    version: token.version,
    type: token.type,
    name: token.name,
    projects: token.projects,
    environments: token.environments,
    grants: token.grants,
    allowedIps: token.allowedIps,
    allowedOrigins: token.allowedOrigins,
    notBefore: token.notBefore,
    expiresAt: token.expiresAt === NEVER ? null : token.expiresAt,
    revokedAt: token.revokedAt,
    disabledAt: token.disabledAt,
    issuedAt: token.issuedAt,
    owner: owner && { id: owner.id, version: owner.version, role: owner.role, enabled: owner.disabledAt === null },
    secretNumber: secret.number,
    secretEndsAt: secret.endsAt,
    overlapEndsAt: secret.number === token.secretNumber ? token.overlapEndsAt : null,
  };
}
