import type { Requirement } from '../contract/grants.ts';
import type { TokenType } from '../contract/token-types.ts';
import type { Denial } from '../domain/denial.ts';
import type { Possession } from '../domain/dpop/possession.ts';
import type { Remembered } from '../domain/edge/memory.ts';
import { isClientKey } from '../domain/gateway/client-keys.ts';
import { type Match, requirementsOf } from '../domain/gateway/rules.ts';
import type { Attempt } from '../domain/tokens/check.ts';
import { verifyToken } from '../domain/tokens/verify.ts';
import { addressIn, certificateIn } from '../incoming.ts';
import { verifyDepsOf } from '../invocation.ts';
import { readClientKey, readToken } from './credential.ts';
import type { Exchange } from './exchange.ts';

/** Whether a request is let in; with it the token that it came with, where one was found, whether it was let in or not. */
export type Admission = {
  denial: Denial | null;
  found: Remembered | null;
  /** Whether it came with a proof of possession. */
  proved: boolean;
};

/**
 * Whether who was refused learns nothing of the token: it is no good, whoever holds it. But a page must read that its proof
 * is refused, to mend it.
 */
export function isUntold({ denial }: Admission, { status }: Response): boolean {
  return denial !== null && status === 401 && denial.reason !== 'bad_proof' && denial.reason !== 'use_nonce';
}

const OPEN: Admission = { denial: null, found: null, proved: false };

/**
 * Whether the rule that a request fits lets it in: open → at once; by client key → is it one of the property's? By token:
 * has it one → can its path be granted at all → {@link verifyToken}. At once where memory has the token.
 */
export function admit(exchange: Exchange, match: Match): Admission | Promise<Admission> {
  const { access } = match.rule;
  switch (access.by) {
    case 'open':
      return OPEN;
    case 'clientKey':
      return { ...OPEN, denial: refuseKey(exchange) };
    case 'token':
      return admitToken(exchange, match, access.types);
  }
}

function refuseKey({ request, route }: Exchange): Denial | null {
  const { document } = route.copy;
  const key = readClientKey(request, document);
  if (key === null) return { reason: 'missing_credentials' };
  return isClientKey(document, key) ? null : { reason: 'client_key_refused' };
}

function admitToken(exchange: Exchange, match: Match, types: readonly TokenType[]): Admission | Promise<Admission> {
  const { request, route, invocation, background, requestId } = exchange;
  const presented = readToken(request);
  if (presented === null) return { ...OPEN, denial: { reason: 'missing_credentials' } };
  const proved = presented.possession.how === 'proof';
  const requires = requirementsOf(match, request.method);
  if (requires === null) return { denial: { reason: 'not_found' }, found: null, proved };
  const attempt = new GatewayAttempt(exchange, { types, requires, possession: presented.possession });
  const deps = verifyDepsOf(invocation, background, requestId);
  const verdict = verifyToken(deps, presented.token, attempt, route.copy.document.consistency);
  return verdict instanceof Promise ? verdict.then((late) => admission(late, proved)) : admission(verdict, proved);
}

function admission(verdict: Awaited<ReturnType<typeof verifyToken>>, proved: boolean): Admission {
  return verdict.ok
    ? { denial: null, found: verdict.value, proved }
    : { denial: verdict.denial, found: verdict.found, proved };
}

type Asked = { types: readonly TokenType[]; requires: readonly Requirement[]; possession: Possession };

/** What a request asks of its token, read from it only when the token turns on it. */
class GatewayAttempt implements Attempt {
  readonly nowSeconds: number;
  readonly types: Attempt['types'];
  readonly requires: Attempt['requires'];
  readonly possession: Possession;
  readonly fromBrowsers = true;
  readonly anywhere = false;
  readonly askedBy = null;
  readonly #exchange: Exchange;

  constructor(exchange: Exchange, { types, requires, possession }: Asked) {
    this.nowSeconds = Math.floor(exchange.invocation.nowMs / 1000);
    this.types = types;
    this.requires = requires;
    this.possession = possession;
    this.#exchange = exchange;
  }

  get project(): string {
    return this.#exchange.route.copy.project;
  }

  get environment(): string {
    return this.#exchange.route.copy.environment;
  }

  get address(): string | null {
    return addressIn(this.#exchange.request);
  }

  get certificate(): string | null {
    return certificateIn(this.#exchange.request);
  }

  get clientId(): string | null {
    return this.#exchange.invocation.clientId;
  }

  get origin(): string | null {
    return this.#exchange.request.headers.get('origin');
  }

  /** A signed token is for this hostname, or for the deployment, whose keys were read to check it. */
  get audience(): readonly string[] {
    const { route, invocation } = this.#exchange;
    const here = `https://${route.copy.hostname}`;
    const { issuer } = invocation.isolate.signing;
    return issuer === null ? [here] : [here, issuer];
  }
}
