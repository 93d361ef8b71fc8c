import { formatInstant } from '../../src/contract/expiry.ts';
import { parseScopes } from '../../src/contract/scopes.ts';
import type { SignedClaims } from '../../src/contract/signed-tokens.ts';
import type { Settings } from './options.ts';
import { isRecord } from './signature.ts';
import type { JetonToken } from './token.ts';
import { type Refused, refused } from './verdict.ts';

/** The claims of an access token of Jeton's, RFC 9068 section 2.2; null where one is missing or of another kind. */
export function readClaims(payload: Record<string, unknown>): SignedClaims | null {
  const { iss, sub, aud, client_id, jti, iat, exp, nbf, scope, projects, environments, cnf, status } = payload;
  const audience = typeof aud === 'string' ? [aud] : aud;
  const place = isRecord(status) && isRecord(status.status_list) ? status.status_list : {};
  const jkt = isRecord(cnf) ? cnf.jkt : undefined;
  if (!isText(iss) || !isText(sub) || !isText(client_id) || !isText(jti) || !isText(scope)) return null;
  if (!isTime(iat) || !isTime(exp) || (nbf !== undefined && !isTime(nbf))) return null;
  if (!isTexts(audience) || !isTexts(projects) || !isTexts(environments)) return null;
  // A token bound to a key in a way that is not known here must not pass for a bearer token.
  if (cnf !== undefined && !isText(jkt)) return null;
  const { idx, uri } = place;
  if (!isText(uri) || !Number.isSafeInteger(idx) || Number(idx) < 0) return null;
  return {
    iss,
    sub,
    aud: audience,
    client_id,
    jti,
    iat,
    exp,
    ...(nbf !== undefined && { nbf }),
    scope,
    projects,
    environments,
    ...(isText(jkt) && { cnf: { jkt } }),
    status: { status_list: { idx: Number(idx), uri } },
  };
}

/** Issuer → audience → ended? → not yet? The first that refuses, RFC 9068 section 4; null: the token is good by itself. */
export function refuseClaims(claims: SignedClaims, settings: Settings, nowSeconds: number): Refused | null {
  const { iss, aud, exp, nbf, iat, status } = claims;
  if (iss !== settings.issuer) return refused('invalid_token', 'The token is of another issuer.');
  if (!settings.audience.some((name) => aud.includes(name))) {
    return refused('invalid_token', 'The token is for another audience.');
  }
  if (exp <= nowSeconds) return refused('token_expired', `The token expired at ${formatInstant(exp)}.`);
  const latest = nowSeconds + settings.toleranceSeconds;
  if (nbf !== undefined && nbf > latest) {
    return refused('token_not_yet_valid', `The token is valid from ${formatInstant(nbf)}.`);
  }
  if (iat > latest)
    return refused('token_not_yet_valid', `The token was issued at ${formatInstant(iat)}, which is yet to come.`);
  // Anywhere else a list would be somebody else's word on the token.
  const list = status.status_list.uri;
  const lists = `${settings.issuer}/.well-known/status-lists/`;
  if (!list.startsWith(lists) || !/^\d{1,9}$/.test(list.slice(lists.length))) {
    return refused('invalid_token', 'The status list of the token is not of its issuer.');
  }
  return null;
}

/** The token that claims speak of; null where its scope is none. */
export function tokenOf(claims: SignedClaims): JetonToken | null {
  const grants = parseScopes(claims.scope);
  if (grants === null) return null;
  const { jti, sub, aud, exp, projects, environments, cnf } = claims;
  return {
    id: jti,
    format: 'jwt',
    type: null,
    name: null,
    owner: null,
    projects,
    environments,
    grants,
    audience: aud,
    dpopKey: cnf?.jkt ?? null,
    derivedFrom: sub === jti ? null : sub,
    expires: formatInstant(exp),
    claims,
  };
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every(isText);
}

/** The last second that RFC 3339 can write is the last that is a time. */
function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 && value <= 253_402_300_799;
}
