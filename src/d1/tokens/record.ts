import { LATEST_SECONDS } from '../../contract/expiry.ts';
import type { tokens } from '../schema.ts';

/** The second after the last that RFC 3339 can write stands for "never" in `expires_at`. */
export const NEVER = LATEST_SECONDS + 1;

type Row = typeof tokens.$inferSelect;

/** A token as the truth has it; `expiresAt` is null for never. */
export type TokenRecord = Omit<Row, 'expiresAt'> & { expiresAt: number | null };

export function toRecord(row: Row): TokenRecord {
  return { ...row, expiresAt: row.expiresAt === NEVER ? null : row.expiresAt };
}

export function toRow(record: TokenRecord): Row {
  return { ...record, expiresAt: record.expiresAt ?? NEVER };
}

/** What a token has several of, for the filters: see `token_facets` in the schema. */
export function facetsOf(
  record: Pick<TokenRecord, 'projects' | 'environments' | 'grants' | 'clients' | 'allowedOrigins' | 'type'>,
): string[] {
  const facets = [
    ...record.projects.map((project) => `project:${project}`),
    ...record.environments.map((environment) => `environment:${environment}`),
    ...record.grants.filter((grant) => grant.resource === 'namespace').map((grant) => `namespace:${grant.name}`),
    ...(record.clients ?? []).map((client) => `client:${client}`),
    ...(record.type === 'frontend' ? (record.allowedOrigins ?? []).map((origin) => `origin:${origin}`) : []),
  ];
  return [...new Set(facets)];
}
