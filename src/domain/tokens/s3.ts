import { BUCKET_ACTIONS } from '../../contract/grant-words.ts';
import type { Grant } from '../../contract/grants.ts';
import type { CreateTokenBody } from '../../contract/tokens.ts';
import type { Denial } from '../denial.ts';
import { TYPE_POLICIES } from './types.ts';

/** What an S3 client cannot keep to: it proves a key of its own, and is no browser. */
const UNSUITED = ['audience', 'dpopKey', 'allowedOrigins'] as const;
const SIGNS = 'a token that signs S3 requests';

/** Refuses what a token cannot be that signs S3 requests; null for one that does not, too. */
export function refuseS3(body: CreateTokenBody): Denial | null {
  if (body.s3 !== true) return null;
  if (!TYPE_POLICIES[body.type].signsS3) return invalid('s3', `a token of type ${body.type} signs no S3 requests`);
  if (body.format === 'jwt') return invalid('format', `${SIGNS} is a key pair, no JWT`);
  return refuseS3Fields(body);
}

/** The same for what is changed of one. */
export function refuseS3Fields(fields: Pick<Partial<CreateTokenBody>, 'grants'> & Unsuited): Denial | null {
  const unsuited = UNSUITED.find((field) => fields[field] != null);
  if (unsuited) return invalid(unsuited, `is nothing for ${SIGNS}`);
  const unknown = actionsOn('bucket', fields.grants ?? []).find(
    (action) => !BUCKET_ACTIONS.some((word) => word === action),
  );
  return unknown === undefined
    ? null
    : invalid('grants', `buckets know read, write, delete and manage, not ${unknown}`);
}

type Unsuited = { [Field in (typeof UNSUITED)[number]]?: unknown };

function actionsOn(resource: string, grants: readonly Grant[]): string[] {
  return grants.flatMap((grant) => (grant.resource === resource ? grant.actions : []));
}

function invalid(field: string, message: string): Denial {
  return { reason: 'invalid', field, message };
}
