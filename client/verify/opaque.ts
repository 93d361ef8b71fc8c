import { ERROR_CODES, type ErrorCode } from '../../src/contract/error-codes.ts';
import { formatScope } from '../../src/contract/scopes.ts';
import type { Ask } from './ask.ts';
import type { BindingQuestion } from './binding.ts';
import { fetchText, StatusError } from './bounded-fetch.ts';
import { addressOf, bad } from './dpop.ts';
import { createMemory, type Memory, remember } from './memory.ts';
import type { HttpOptions, OpaqueOptions, RequestLike, Settings } from './options.ts';
import { isRecord } from './signature.ts';
import { freeze, fromTold, type JetonToken, type Requirement, type ToldToken } from './token.ts';
import { type Refused, refused, unavailable, type Verdict } from './verdict.ts';

/** The verdicts that came by HTTP, by what was asked. Only those that let in: forgeries can push nothing out. */
export type Told = Memory<{ token: JetonToken; endsAtMs: number }>;
export const createTold: () => Told = createMemory;

export type OpaqueDeps = { settings: Settings; opaque: OpaqueOptions; told: Told };

/** As long as Jeton's own isolates remember a token. */
const MEMORY_MS = 10_000;
const MAX_ANSWER_BYTES = 64_000;
/** Opaque tokens of Jeton's are far shorter; imported ones may be as long as a signed one. Nothing else is worth a call. */
const TOKEN = /^[\x21-\x7e]{16,4096}$/;

/** Asks Jeton about an opaque token: over the service binding, or by HTTP where that was not done in the last 10 s. */
export async function askAbout(
  deps: OpaqueDeps,
  presented: string,
  request: RequestLike,
  ask: Ask,
  dpop: boolean,
): Promise<Verdict> {
  if (!TOKEN.test(presented)) return refused('invalid_token', 'This is no token.');
  const require = ask.require.filter((need) => need !== null);
  if (require.length < ask.require.length)
    return refused('insufficient_scope', 'No token has what this address needs.');
  const question = questionOf(deps, request, ask, require, dpop);
  const verdict =
    'binding' in deps.opaque
      ? await askBinding(deps.opaque, deps.settings, presented, question)
      : await askHttp(deps, deps.opaque.http, presented, question);
  if (!verdict.active) return { ...verdict, dpop: verdict.dpop ?? dpop };
  // Jeton has checked the proof of a token that is bound to a key; RFC 9449 section 7.1 for one that is not.
  return dpop && verdict.token.dpopKey === null
    ? bad('the token is bound to no key: send it as a bearer token')
    : verdict;
}

function questionOf(
  { settings, opaque }: OpaqueDeps,
  request: RequestLike,
  { environment, project }: Ask,
  require: readonly Requirement[],
  dpop: boolean,
): BindingQuestion {
  const address = opaque.address?.(request);
  const certificate = opaque.certificate?.(request);
  const origin = request.headers.get('origin');
  const proof = { proof: request.headers.get('dpop'), method: request.method, url: addressOf(request, settings) };
  return {
    ...(require.length > 0 && { require }),
    ...(environment !== null && { environment }),
    ...(project !== null && { project }),
    ...(address && { address }),
    ...(certificate && { certificate }),
    ...(origin !== null && { origin }),
    ...(dpop && { dpop: proof }),
    ...(opaque.consistency && { consistency: opaque.consistency }),
  };
}

async function askBinding(
  opaque: Extract<OpaqueOptions, { binding: unknown }>,
  settings: Settings,
  presented: string,
  question: BindingQuestion,
): Promise<Verdict> {
  try {
    return verdictOf(await opaque.binding.verify(presented, question), question);
  } catch (cause) {
    settings.log(`jeton: the service binding failed: ${cause instanceof Error ? cause.message : String(cause)}`);
    return unavailable('The service binding');
  }
}

async function askHttp(
  { settings, told }: OpaqueDeps,
  http: HttpOptions,
  presented: string,
  question: BindingQuestion,
): Promise<Verdict> {
  const key = `${presented}\n${JSON.stringify(question)}`;
  const nowMs = settings.now();
  const known = told.entries.get(key);
  if (known && nowMs < known.endsAtMs) return { active: true, code: null, token: known.token };
  const url = `${http.url ?? settings.issuer}/v1/tokens/verify`;
  try {
    const verdict = await post(settings, http, url, JSON.stringify({ token: presented, ...question }), question);
    // What is strict, or came with a proof that is good once, is asked each time.
    if (verdict.active && question.consistency !== 'strict' && verdict.token.dpopKey === null) {
      const endsAtMs = Math.min(
        nowMs + MEMORY_MS,
        verdict.token.expires === null ? Number.POSITIVE_INFINITY : Date.parse(verdict.token.expires),
      );
      remember(told, key, { token: verdict.token, endsAtMs });
    }
    return verdict;
  } catch (cause) {
    // What a caller wrote into the address or a header may be none that Jeton knows: that is theirs to mend.
    if (cause instanceof StatusError && cause.status === 400) {
      return refused('invalid_request', 'The request names what no token can be asked about.');
    }
    settings.log(`jeton: ${url} is of no use: ${cause instanceof Error ? cause.message : String(cause)}`);
    return unavailable('The verdict of the issuer');
  }
}

async function post(
  { fetch }: Settings,
  { token }: HttpOptions,
  url: string,
  body: string,
  question: BindingQuestion,
): Promise<Verdict> {
  const credential = typeof token === 'string' ? token : await token();
  const headers = { Authorization: `Bearer ${credential}`, 'Content-Type': 'application/json' };
  const text = await fetchText(fetch, url, { method: 'POST', headers, body }, MAX_ANSWER_BYTES);
  return verdictOf(JSON.parse(text), question);
}

/** An answer of Jeton's as a verdict, by whichever way it came. Throws for what is none. */
function verdictOf(answer: unknown, question: BindingQuestion): Verdict {
  if (isRecord(answer) && answer.active === true && isTold(answer.token)) {
    return { active: true, code: null, token: freeze(fromTold(answer.token)) };
  }
  if (isRecord(answer) && answer.active === false) return refusalOf(answer, question);
  throw new Error('it answered something else');
}

/** A code that is not known here is of a later Jeton than this. */
function refusalOf({ code, detail, scope, nonce }: Record<string, unknown>, { require }: BindingQuestion): Refused {
  const known: ErrorCode = isCode(code) ? code : 'invalid_token';
  const lacking = typeof scope === 'string' ? scope : require?.map(formatScope).join(' ');
  return refused(known, typeof detail === 'string' ? detail : `${ERROR_CODES[known].title}.`, {
    ...(known === 'insufficient_scope' && lacking !== undefined && { scope: lacking }),
    ...(typeof nonce === 'string' && { nonce }),
  });
}

function isCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(ERROR_CODES, code);
}

function isTold(token: unknown): token is ToldToken {
  return isRecord(token) && typeof token.id === 'string' && Array.isArray(token.grants);
}
