import { formatId, parseId } from '../../contract/ids.ts';
import { StorageError } from '../../contract/storage-error.ts';
import type { CreateTokenBody } from '../../contract/tokens.ts';
import type { Keyring } from '../../crypto/keyring.ts';
import type { PlaceStore } from '../../d1/places.ts';
import type { TokenRecord } from '../../d1/tokens/record.ts';
import type { TokenStore } from '../../d1/tokens.ts';
import type { UserRecord, UserStore } from '../../d1/users.ts';
import { type Caller, eventBy } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';
import { refuseBeyond } from './authority.ts';
import { readAllowedIps, readAllowedOrigins, readExpiry, readNotBefore, readScope, type Scope } from './draft.ts';
import { type NewToken, newRecord, newSecret } from './issue.ts';
import { type Lifetimes, TYPE_POLICIES } from './types.ts';
import { viewToken } from './view.ts';

export type CreateDeps = {
  tokens: Pick<TokenStore, 'create'>;
  places: Pick<PlaceStore, 'findMissing'>;
  users: Pick<UserStore, 'find'>;
  keyring: Keyring;
  lifetimes: Lifetimes;
  nowMs: number;
  /** Called with the token's id once its change is committed. */
  announce: (tokenId: number) => void;
};

/** Two tokens of one millisecond draw the same id once in 4,096 times; a name may appear while it is looked for. */
const MAX_DRAWS = 5;

/**
 * Creates a token that can do no more than its caller, and returns it with its secret: the only time that it is told.
 *
 * Denies with `invalid` what the type's policy does not allow and names that do not exist, `beyond_caller` what the
 * caller could not do itself. Nothing is created then.
 */
export async function createToken(
  deps: CreateDeps,
  caller: Caller,
  body: CreateTokenBody,
): Promise<Result<{ record: TokenRecord; secret: string }, Denial>> {
  const scope = readScope(body);
  if (!scope.ok) return scope;
  const owner = await findOwner(deps, caller, body);
  if (!owner.ok) return owner;
  const draft = readDraft(deps, body, scope.value, owner.value);
  if (!draft.ok) return draft;
  const beyond = refuseBeyond(caller.token, { ...draft.value, owner: owner.value && ownerOf(owner.value) });
  if (beyond) return deny(beyond);
  return insert(deps, caller, draft.value);
}

/** A personal token belongs to its caller's person unless another is named; any other token to whom the caller names. */
async function findOwner(
  deps: CreateDeps,
  caller: Caller,
  body: CreateTokenBody,
): Promise<Result<UserRecord | null, Denial>> {
  const id = body.owner === undefined ? (caller.token.owner?.id ?? null) : parseId('usr', body.owner);
  const user = id === null ? null : await deps.users.find(id);
  if (body.owner !== undefined && !user) {
    return deny({ reason: 'invalid', field: 'owner', message: `owner ${body.owner} does not exist` });
  }
  if (!user && TYPE_POLICIES[body.type].needsOwner) {
    return deny({ reason: 'invalid', field: 'owner', message: `a token of type ${body.type} needs an owner` });
  }
  return ok(user);
}

function ownerOf(user: UserRecord) {
  return { id: user.id, version: user.version, role: user.role, enabled: user.disabledAt === null };
}

function readDraft(
  deps: CreateDeps,
  body: CreateTokenBody,
  scope: Scope,
  owner: UserRecord | null,
): Result<NewToken, Denial> {
  const nowSeconds = Math.floor(deps.nowMs / 1000);
  const expiresAt = readExpiry(body, deps.lifetimes, nowSeconds);
  if (!expiresAt.ok) return expiresAt;
  const notBefore = readNotBefore(body.notBefore);
  if (!notBefore.ok) return notBefore;
  const allowedIps = readAllowedIps(body.allowedIps);
  if (!allowedIps.ok) return allowedIps;
  const allowedOrigins = readAllowedOrigins(body.allowedOrigins);
  if (!allowedOrigins.ok) return allowedOrigins;
  return ok({
    type: body.type,
    name: body.name,
    description: body.description ?? null,
    ...scope,
    allowedIps: allowedIps.value,
    allowedOrigins: allowedOrigins.value,
    notBefore: notBefore.value,
    expiresAt: expiresAt.value,
    ownerId: owner?.id ?? null,
    retrievable: body.retrievable ?? !TYPE_POLICIES[body.type].secret,
  });
}

async function insert(
  deps: CreateDeps,
  caller: Caller,
  draft: NewToken,
): Promise<Result<{ record: TokenRecord; secret: string }, Denial>> {
  const nowSeconds = Math.floor(deps.nowMs / 1000);
  for (let draw = 0; draw < MAX_DRAWS; draw += 1) {
    const record = newRecord(draft, deps.nowMs);
    const { secret, stored } = await newSecret(deps.keyring, record);
    const event = eventBy(caller, nowSeconds, {
      action: 'token.created',
      target: formatId('tok', record.id),
      project: record.projects.length === 1 ? (record.projects[0] ?? null) : null,
      after: viewToken(record, nowSeconds),
    });
    const outcome = await deps.tokens.create(record, stored, event);
    if (outcome === 'created') {
      deps.announce(record.id);
      return ok({ record, secret });
    }
    const missing = outcome === 'names_missing' ? await deps.places.findMissing(record) : null;
    if (missing) return deny({ reason: 'invalid', field: missing.field, message: `${missing.name} does not exist` });
  }
  throw new StorageError(`no token could be made in ${MAX_DRAWS} draws`);
}
