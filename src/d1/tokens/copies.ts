import { and, eq, gte, sql } from 'drizzle-orm';
import type { ClientProof, Standing, TokenCopy } from '../../contract/token-copy.ts';
import type { Database } from '../database.ts';
import { secrets, tokens, users } from '../schema.ts';
import { standingOf } from '../users/standing.ts';
import { NEVER } from './record.ts';

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

/** The clients that a token is locked to; null where it is locked to none. */
const proofs = sql<string | null>`iif(${tokens.clients} is null, null, (
  select json_group_array(json_object(
    'id', c.id, 'certificates', json(c.certificates), 'allowedIps', json(c.allowed_ips)
  )) from clients c where c.id in (select value from json_each(${tokens.clients}))))`;

function selectCopies(db: Database) {
  return db
    .select({
      secret: { digest: secrets.digest, number: secrets.number, endsAt: secrets.endsAt },
      token: tokens,
      owner: { id: users.id, version: users.version, disabledAt: users.disabledAt },
      standing: sql<string | null>`iif(${tokens.type} in ('personal', 'master'), ${standingOf(users.id)}, null)`.as(
        'standing',
      ),
      proofs: proofs.as('proofs'),
    })
    .from(secrets)
    .innerJoin(tokens, eq(tokens.id, secrets.tokenId))
    .leftJoin(users, eq(users.id, tokens.ownerId));
}

type Row = Awaited<ReturnType<typeof selectCopies>>[number];

function toCopy({ secret, token, owner, standing, proofs }: Row): TokenCopy {
  return {
    id: token.id,
    version: token.version,
    type: token.type,
    name: token.name,
    projects: token.projects,
    environments: token.environments,
    grants: token.grants,
    clients: parse<ClientProof[]>(proofs),
    allowedIps: token.allowedIps,
    allowedOrigins: token.allowedOrigins,
    notBefore: token.notBefore,
    expiresAt: token.expiresAt === NEVER ? null : token.expiresAt,
    revokedAt: token.revokedAt,
    disabledAt: token.disabledAt,
    issuedAt: token.issuedAt,
    owner: owner && {
      id: owner.id,
      version: owner.version,
      enabled: owner.disabledAt === null,
      standing: parse<Standing>(standing),
    },
    secretNumber: secret.number,
    secretEndsAt: secret.endsAt,
    overlapEndsAt: secret.number === token.secretNumber ? token.overlapEndsAt : null,
    audience: token.audience,
    dpopKey: token.dpopKey,
    parentId: token.parentId,
    trustId: token.trustId,
    s3: token.s3,
  };
}

function parse<Value>(json: string | null): Value | null {
  return json === null ? null : JSON.parse(json);
}
