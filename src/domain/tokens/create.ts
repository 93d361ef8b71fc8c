import { formatId } from '../../contract/ids.ts';
import { StorageError } from '../../contract/storage-error.ts';
import type { CreateTokenBody } from '../../contract/tokens.ts';
import type { IdempotencyStore } from '../../d1/idempotency.ts';
import type { PlaceStore } from '../../d1/places.ts';
import type { Source } from '../../d1/tokens/create.ts';
import type { TokenRecord } from '../../d1/tokens/record.ts';
import type { TokenStore } from '../../d1/tokens.ts';
import { type Caller, eventBy, type NamedCaller } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';
import { readFormat } from '../signing/draft.ts';
import { type IssueDeps, issueSecret } from '../signing/issue.ts';
import { findIssuer } from '../signing/keys.ts';
import { type NewToken, newRecord } from './issue.ts';
import { type Asked, keepAnswer, type Made, type Repeatable, repeatAnswer } from './keep-answer.ts';
import { type PrepareDeps, prepareToken } from './prepare.ts';
import { type Issued, tell } from './tell.ts';
import { derivedFrom, viewToken } from './view.ts';

export type CreateDeps = PrepareDeps &
  IssueDeps & {
    tokens: Pick<TokenStore, 'create' | 'find'>;
    idempotency: Pick<IdempotencyStore, 'find'>;
    places: Pick<PlaceStore, 'findMissing'>;
    /** Called with the token's id once its change is committed. */
    announce: (tokenId: number) => void;
  };

/**
 * Two tokens of one millisecond draw the same id once in 4,096 times; a name may appear while it is looked for, and
 * another request with the same key come first.
 */
const MAX_DRAWS = 5;

/**
 * Creates a token that can do no more than its caller, and returns it with its secret: the only time that it is told,
 * but for a request with a key, which within a day gets the same answer again while its caller might still make the token.
 *
 * Denies what {@link prepareToken} refuses, with `invalid` names that do not exist, with `limit_reached` and `conflict`
 * one personal token too many or with the description of another, with `idempotency_mismatch` another body for the same
 * key. Nothing is created then.
 */
export async function createToken(
  deps: CreateDeps,
  caller: Caller,
  body: CreateTokenBody,
  repeatable: Repeatable | null = null,
): Promise<Result<Issued, Denial>> {
  const prepared = await prepareToken(deps, caller, body);
  if (!prepared.ok) return prepared;
  const draft = readFormat(prepared.value, body, body.format === 'jwt' ? await findIssuer(deps) : null);
  if (!draft.ok) return draft;
  const asked = repeatable && { ...repeatable, request: JSON.stringify(body) };
  const made = await insertToken(deps, caller, draft.value, null, asked);
  if (!made.ok) return made;
  const { record, secret } = made.value;
  return ok({ record, told: tell(deps.keyring, record, secret) });
}

/**
 * Inserts a token whose powers were held against those of its maker before: see {@link createToken}. One that is exchanged
 * names its `source`, and is denied with `source_changed` when that has changed since. What was `asked` with a key and made
 * before is not made again.
 */
export async function insertToken(
  deps: CreateDeps,
  caller: Caller | NamedCaller,
  draft: NewToken,
  source: Source | null = null,
  asked: Asked | null = null,
): Promise<Result<Made, Denial>> {
  const nowSeconds = Math.floor(deps.nowMs / 1000);
  for (let draw = 0; draw < MAX_DRAWS; draw += 1) {
    const repeated = asked && (await repeatAnswer(deps, asked));
    if (repeated) return repeated;
    const record = newRecord(draft, deps.nowMs);
    const issued = await issueSecret(deps, record);
    if (!issued.ok) return issued;
    const { secret, stored } = issued.value;
    const kept = asked && (await keepAnswer(deps, asked, { record, secret }));
    const event = eventBy(caller, nowSeconds, {
      action: derivedFrom(record) === null ? 'token.created' : 'token.exchanged',
      target: formatId('tok', record.id),
      project: record.projects.length === 1 ? (record.projects[0] ?? null) : null,
      after: viewToken(record, nowSeconds),
    });
    const outcome = await deps.tokens.create(record, stored, event, deps.limits.personalTokens, { source, kept });
    if (outcome === 'created') {
      deps.announce(record.id);
      return ok({ record, secret });
    }
    if (outcome === 'source_changed') return deny({ reason: 'source_changed' });
    const refusal = refusePersonal(outcome, record, deps.limits.personalTokens);
    if (refusal) return deny(refusal);
    const missing = outcome === 'names_missing' ? await deps.places.findMissing(record) : null;
    if (missing) return deny({ reason: 'invalid', field: missing.field, message: `${missing.name} does not exist` });
  }
  throw new StorageError(`no token could be made in ${MAX_DRAWS} draws`);
}

/** What stands in the way of a personal token: `too_many`, `description_taken`; null for any other outcome. */
export function refusePersonal(
  outcome: string,
  { description }: Pick<TokenRecord, 'description'>,
  limit: number,
): Denial | null {
  if (outcome === 'too_many') {
    return {
      reason: 'limit_reached',
      of: 'personal_tokens',
      message: `a person has at most ${limit} personal tokens; revoke one first`,
    };
  }
  if (outcome === 'description_taken') {
    return { reason: 'conflict', message: `another personal token is described as “${description}”` };
  }
  return null;
}
