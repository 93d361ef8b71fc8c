import { formatId, parseId } from '../../contract/ids.ts';
import { CLIENT_CREDENTIALS, SUBJECT_TOKEN_TYPES, TOKEN_EXCHANGE, type TokenForm } from '../../contract/oauth.ts';
import type { TokenCopy } from '../../contract/token-copy.ts';
import type { Origin } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { checkProof, type ProofDeps, type Proven } from '../dpop/check.ts';
import { deny, ok, type Result } from '../result.ts';
import type { Attempt } from '../tokens/check.ts';
import { insertToken } from '../tokens/create.ts';
import { verifyToken } from '../tokens/verify.ts';
import { type AcceptDeps, acceptForeign } from '../trusted-issuers/accept.ts';
import { type ExchangeDeps, exchangeToken, type Issued, type Subject } from './exchange.ts';
import { invalid, readPlaces, readWanted, refuseExchange } from './read-wanted.ts';
import type { Wanted } from './wanted.ts';

export type GrantDeps = ExchangeDeps & AcceptDeps;

/** A request for a token. `attempt` is how whatever token is in it is presented; its key is proved by `dpop` alone. */
export type GrantRequest = {
  form: TokenForm;
  /** The client that has proved itself; null: the request says of none. */
  client: { presented: string; found: TokenCopy } | null;
  attempt: Attempt;
  dpop: Proven;
};

/**
 * Gives a token for a grant: which grant? → whose rights (the client's own, a token's, a trusted issuer's)? → proof of the key, where one
 * is bound or to be bound → no more than there is → insert. Denies with `not_granted`, `invalid`, or as the token that is
 * exchanged is refused.
 */
export async function grantToken(
  deps: GrantDeps,
  from: Origin,
  request: GrantRequest,
): Promise<Result<Issued, Denial>> {
  const { form, client } = request;
  const wanted = readWanted(form);
  if (!wanted.ok) return wanted;
  switch (form.grant_type) {
    case CLIENT_CREDENTIALS:
      if (client === null) return notAuthenticated('client credentials are an id and a secret');
      return exchangeOwn(deps, from, request, { ...client, attempt: request.attempt, asClient: true }, wanted.value);
    case TOKEN_EXCHANGE: {
      const refusal = refuseExchange(form);
      if (refusal) return deny(refusal);
      const isOwn = form.subject_token_type === SUBJECT_TOKEN_TYPES.accessToken;
      return (isOwn ? exchangeAnother : exchangeForeign)(deps, from, request, wanted.value);
    }
    default:
      return deny({ reason: 'not_granted', code: 'unsupported_grant_type', message: 'there is no grant of this type' });
  }
}

type Asked = Omit<Wanted, 'dpopKey'>;

/** Whoever holds a token may exchange it: it proves itself, and a client need not. */
async function exchangeAnother(
  deps: GrantDeps,
  from: Origin,
  request: GrantRequest,
  asked: Asked,
): Promise<Result<Issued, Denial>> {
  const { form, client, attempt } = request;
  const presented = form.subject_token ?? '';
  const verdict = await verifyToken(deps, presented, attempt, 'strict');
  if (!verdict.ok) return verdict;
  const found = verdict.value.copy;
  const named = client === null ? form.client_id : undefined;
  if (named !== undefined && named !== formatId('tok', found.id)) {
    return notAuthenticated('without a secret, client_id can only be the token that is exchanged');
  }
  return exchangeOwn(deps, from, request, { presented, attempt, found, asClient: false }, asked);
}

async function exchangeOwn(
  deps: GrantDeps,
  from: Origin,
  { form, client, dpop }: GrantRequest,
  subject: Subject,
  asked: Asked,
): Promise<Result<Issued, Denial>> {
  const key = await proveKey(deps, dpop, [subject.found.dpopKey, client?.found.dpopKey]);
  if (!key.ok) return key;
  return exchangeToken(deps, from, subject, { ...asked, dpopKey: key.value }, readPlaces(form));
}

async function exchangeForeign(
  deps: GrantDeps,
  from: Origin,
  { form, client, dpop }: GrantRequest,
  asked: Asked,
): Promise<Result<Issued, Denial>> {
  const { subject_token = '', client_id = null } = form;
  const trust = client === null ? client_id : null;
  if (trust !== null && parseId('tru', trust) === null) {
    return notAuthenticated('without a secret, client_id can only be a trusted issuer');
  }
  if (form.project !== undefined || form.environment !== undefined) {
    return deny(invalid('project', 'and environment are those of the trusted issuer'));
  }
  const accepted = await acceptForeign(deps, from, subject_token, { ...asked, dpopKey: null }, trust);
  if (!accepted.ok) return accepted;
  const key = await proveKey(deps, dpop, [client?.found.dpopKey]);
  if (!key.ok) return key;
  const { draft, caller, trust: giver } = accepted.value;
  return insertToken(deps, caller, { ...draft, dpopKey: key.value }, { kind: 'trust', ...giver });
}

/**
 * The key that the holder proves, null where no proof is shown or needed. Checked after all that is cheaper: a proof costs a
 * row, and one that is shown is used up.
 */
async function proveKey(
  deps: ProofDeps,
  dpop: Proven,
  boundTo: readonly (string | null | undefined)[],
): Promise<Result<string | null, Denial>> {
  const keys = new Set(boundTo.filter((key) => key != null));
  const [thumbprint = null] = keys;
  if (keys.size > 1) return deny({ reason: 'bad_proof', why: 'the client and the token are bound to different keys' });
  if (dpop.proof === null && thumbprint === null) return ok(null);
  return checkProof(deps, dpop, { thumbprint, token: null });
}

function notAuthenticated(message: string): { ok: false; denial: Denial } {
  return deny({ reason: 'not_granted', code: 'invalid_client', message });
}
