import { isJwtShaped, MAX_SIGNED_LENGTH } from '../../src/contract/signed-tokens.ts';
import { type Ask, refuseAsk } from './ask.ts';
import { readClaims, refuseClaims, tokenOf } from './claims.ts';
import { heldNow, obtain, refresh, wantsRefresh } from './document.ts';
import { bad, refuseProof } from './dpop.ts';
import { createIssuer, type Issuer, type KeySet, listOf, type StatusList } from './issuer.ts';
import { keysDeps } from './keys.ts';
import { createMemory, forget, type Known, type Memory, remember } from './memory.ts';
import { askAbout, createTold, type Told } from './opaque.ts';
import type { RequestLike, Settings } from './options.ts';
import { createProofs, type Proofs } from './proofs.ts';
import { readSigned } from './signature.ts';
import { isInvalid, listDeps } from './status-list.ts';
import { freeze } from './token.ts';
import { type Refused, refused, unavailable, type Verdict } from './verdict.ts';

/** What is kept from one request to the next. Nothing of it is fetched before there is one. */
export type State = { settings: Settings; issuer: Issuer; known: Memory<Known>; proofs: Proofs; told: Told };

/** Lets work finish behind the answer; the work never rejects. */
export type Background = (work: Promise<unknown>) => void;

export function createState(settings: Settings): State {
  return {
    settings,
    issuer: createIssuer(settings),
    known: createMemory(),
    proofs: createProofs(),
    told: createTold(),
  };
}

/**
 * Decides whether a request is let in.
 *
 * Scheme → length and shape → signature → issuer → audience → ended? → not yet? → DPoP → status list → project →
 * environment → grants; an opaque token is Jeton's to judge.
 *
 * At once for a signed token that is remembered, while keys and status list are within their time: no promise, and one
 * header is all that is read of the request.
 */
export function check(
  state: State,
  request: RequestLike,
  ask: Ask,
  background: Background,
): Verdict | Promise<Verdict> {
  const header = request.headers.get('authorization');
  if (header === null) return refused('unauthenticated', 'No token was presented.');
  const bearer = readScheme(header, BEARER);
  const presented = bearer ?? readScheme(header, DPOP);
  if (presented === null) return refused('unauthenticated', 'No token was presented.');
  const known = state.known.entries.get(presented);
  if (known === undefined || bearer === null || known.token.dpopKey !== null) {
    return checkSlowly(state, request, presented, bearer === null, ask, background);
  }
  return judge(state, presented, known, ask, background);
}

const BEARER = /^bearer +(.*)$/i;
const DPOP = /^dpop +(.*)$/i;

/** RFC 6750 section 2.1, RFC 9449 section 7.1; what is too long comes back as nothing, and fails as a token. */
function readScheme(header: string, scheme: RegExp): string | null {
  if (scheme === BEARER && header.startsWith('Bearer ') && header.charCodeAt(7) !== 32) return header.slice(7);
  if (header.length > MAX_SIGNED_LENGTH + 16) return scheme.test(header.slice(0, 16)) ? '' : null;
  return scheme.exec(header)?.[1] ?? null;
}

/** What is not remembered, or needs a proof each time. */
async function checkSlowly(
  state: State,
  request: RequestLike,
  presented: string,
  dpop: boolean,
  ask: Ask,
  background: Background,
): Promise<Verdict> {
  const { settings, told } = state;
  const { opaque } = settings;
  if (!isJwtShaped(presented)) {
    if (opaque === null) return refused('invalid_token', 'The token is not a signed one.', { dpop });
    return askAbout({ settings, opaque, told }, presented, request, ask, dpop);
  }
  const known = state.known.entries.get(presented) ?? (await verifyNew(state, presented));
  if ('active' in known) return { ...known, dpop };
  const verdict =
    (await refusePossession(state, request, presented, dpop, known)) ?? judge(state, presented, known, ask, background);
  const judged = await verdict;
  return judged.active ? judged : { ...judged, dpop: judged.dpop ?? dpop };
}

/** Signature → claims; what passes is remembered. */
async function verifyNew(state: State, presented: string): Promise<Known | Refused> {
  const { settings, issuer } = state;
  const signed = await readSigned(issuer, presented, ['at+jwt', 'application/at+jwt']);
  if (signed === 'unavailable') return unavailable('The keys of the issuer');
  const claims = signed && readClaims(signed.payload);
  const token = claims && tokenOf(claims);
  if (!signed || !token)
    return refused('invalid_token', 'The token is no access token of this issuer, or was changed.');
  const denial = refuseClaims(claims, settings, settings.now() / 1000);
  if (denial) return denial;
  const { uri, idx } = claims.status.status_list;
  const { kid, key } = signed;
  const known = { token: freeze(token), endsAtMs: claims.exp * 1000, kid, key, listUri: uri, listIndex: idx };
  remember(state.known, presented, known);
  return known;
}

/** A token that is bound to a key is not taken as a bearer token, nor an unbound one with a proof: RFC 9449 section 7. */
async function refusePossession(
  state: State,
  request: RequestLike,
  presented: string,
  dpop: boolean,
  { token: { dpopKey } }: Known,
): Promise<Refused | null> {
  if (dpopKey === null) return dpop ? bad('the token is bound to no key: send it as a bearer token') : null;
  if (!dpop) return bad('there is none, and the token is bound to a key');
  return refuseProof(state, request, presented, dpopKey);
}

/** With what is held where that may be relied on, else with what is fetched for this one request. */
function judge(
  state: State,
  presented: string,
  known: Known,
  ask: Ask,
  background: Background,
): Verdict | Promise<Verdict> {
  const { settings, issuer } = state;
  const nowMs = settings.now();
  const list = issuer.lists.get(known.listUri);
  const keys = heldNow(issuer.keys, nowMs);
  const statuses = list === undefined ? null : heldNow(list, nowMs);
  if (list === undefined || keys === null || statuses === null) return fetchAndDecide(state, presented, known, ask);
  if (wantsRefresh(issuer.keys, keys, nowMs)) background(refresh(issuer.keys, keysDeps(issuer)));
  if (wantsRefresh(list, statuses, nowMs)) background(refresh(list, listDeps(issuer)));
  return decide(state, presented, known, ask, keys.value, statuses.value);
}

async function fetchAndDecide(state: State, presented: string, known: Known, ask: Ask): Promise<Verdict> {
  const { issuer } = state;
  const keys = await obtain(issuer.keys, keysDeps(issuer));
  if (keys === null) return unavailable('The keys of the issuer');
  const statuses = await obtain(listOf(issuer, known.listUri), listDeps(issuer));
  if (statuses === null) return unavailable('The status list of the issuer');
  return decide(state, presented, known, ask, keys, statuses);
}

/** Ended? → is its key still one of the issuer's? → status → project → environment → grants. */
function decide(
  { settings, known: memory }: State,
  presented: string,
  known: Known,
  ask: Ask,
  keys: KeySet,
  statuses: StatusList,
): Verdict {
  if (settings.now() >= known.endsAtMs) {
    forget(memory, presented);
    return refused('token_expired', `The token expired at ${known.token.expires}.`);
  }
  if (keys.get(known.kid)?.x !== known.key.x) {
    forget(memory, presented);
    return refused('invalid_token', 'The key that the token was signed with has been taken away.');
  }
  if (isInvalid(statuses, known.listIndex)) {
    return refused('token_revoked', 'The token was revoked, disabled or replaced.');
  }
  return refuseAsk(known.token, ask) ?? { active: true, code: null, token: known.token };
}
