import { formatId } from '../../contract/ids.ts';
import type { TokenType } from '../../contract/token-types.ts';
import type { Consistency } from '../../contract/tokens.ts';
import type { Denial } from '../../domain/denial.ts';
import { BEARER, UNASKED } from '../../domain/dpop/possession.ts';
import type { Remembered } from '../../domain/edge/memory.ts';
import { deny, ok, type Result } from '../../domain/result.ts';
import { verifyToken } from '../../domain/tokens/verify.ts';
import { RequestAttempt } from '../authenticate.ts';
import { isBasic, splitBasic } from '../basic.ts';
import type { ApiContext } from '../context.ts';
import { verifyDeps } from '../verify-deps.ts';

/** A client as it presents itself: a token's id, and what its secret may be. */
type Presented = { id: string; secrets: readonly string[] };
type Form = { client_id?: string | undefined; client_secret?: string | undefined };
/** Which tokens a route takes as clients. */
export type ClientAccess = {
  types: readonly TokenType[] | null;
  consistency: Consistency;
  /** Whether the caller of this has a key proved that the client is bound to; left out: such a client is not let in. */
  provesKey?: true;
};
/** A client that was let in, with the string that was its secret. */
export type LetIn = { presented: string; remembered: Remembered };

/** An id, and the longest signed token, each byte encoded as three, in base64. */
const MAX_BASIC_LENGTH = 17_000;

/**
 * Lets a client in by its id and secret, RFC 6749 section 2.3.1: null where it presents none. Its token is held to all
 * that binds it; one that is bound to a key has to prove it with the scheme DPoP where the route does not see to that.
 */
export async function admitClient(
  c: ApiContext,
  form: Form,
  access: ClientAccess,
): Promise<Result<LetIn | null, Denial>> {
  const client = readClient(c.req.header('authorization'), form);
  if (!client.ok || client.value === null) return client.ok ? ok(null) : client;
  const { id, secrets } = client.value;
  let denial: Denial = { reason: 'unknown_token' };
  for (const presented of secrets) {
    const verdict = await verifyToken(verifyDeps(c), presented, attemptOf(c, access), access.consistency);
    if (verdict.ok) {
      // Whose secret it is nobody learns who does not know it.
      if (formatId('tok', verdict.value.copy.id) !== id)
        return invalidClient('the secret is not that of this client_id');
      return ok({ presented, remembered: verdict.value });
    }
    denial = verdict.denial;
    if (denial.reason !== 'unknown_token') break;
  }
  return deny(denial);
}

/** How a token in a form is presented: from here, and without a proof of its key, or with one that is asked apart. */
export function attemptOf(c: ApiContext, access: ClientAccess): RequestAttempt {
  return new RequestAttempt(c, access, access.provesKey ? UNASKED : BEARER);
}

function readClient(header: string | undefined, form: Form): Result<Presented | null, Denial> {
  const { client_id: id, client_secret: secret } = form;
  if (!isBasic(header)) {
    if (secret === undefined) return ok(null);
    return id === undefined ? invalidClient('client_id is missing') : ok({ id, secrets: [secret] });
  }
  if (secret !== undefined) return invalid('client_secret', 'must not come with HTTP Basic as well');
  const pair = splitBasic(header, MAX_BASIC_LENGTH);
  if (pair === null) return invalidClient('the Basic header is not well formed');
  const [user, password] = pair;
  if (id !== undefined && id !== formDecode(user)) return invalid('client_id', 'is not the one of the Basic header');
  // Section 2.3.1 has both encoded as in a form; many, `curl -u` among them, send them as they are.
  return ok({ id: formDecode(user), secrets: [...new Set([formDecode(password), password])] });
}

function formDecode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

function invalid(field: string, message: string): { ok: false; denial: Denial } {
  return deny({ reason: 'invalid', field, message });
}

function invalidClient(message: string): { ok: false; denial: Denial } {
  return deny({ reason: 'not_granted', code: 'invalid_client', message });
}
