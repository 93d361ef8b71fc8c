import ipaddr from 'ipaddr.js';
import { parseExpiry, parseInstant } from '../../contract/expiry.ts';
import { NAMESPACE_ACTIONS } from '../../contract/grant-words.ts';
import type { Grant } from '../../contract/grants.ts';
import type { TokenType } from '../../contract/token-types.ts';
import type { CreateTokenBody } from '../../contract/tokens.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';
import { parseBlock } from './check.ts';
import { type Lifetimes, lifeOf, type TokenLimits, TYPE_POLICIES } from './types.ts';

/** The part of a token that decides what it may do, checked and in normal form. */
export type Scope = { projects: string[]; environments: string[]; grants: Grant[] };

type Checked<Value> = Result<Value, Denial>;
const DAY_SECONDS = 86_400;

function invalid(field: string, message: string): { ok: false; denial: Denial } {
  return deny({ reason: 'invalid', field, message });
}

/** Projects, environments and grants as the type's policy allows them. `*` among others stands for all of them. */
export function readScope(body: CreateTokenBody): Checked<Scope> {
  const policy = TYPE_POLICIES[body.type];
  if (policy.bound !== null)
    return invalid('type', `a ${body.type} token is made with a membership: PUT …/members/{user}`);
  if (body.project !== undefined && body.projects !== undefined) {
    return invalid('project', 'give either project or projects, not both');
  }
  const projects = collapse(body.projects ?? (body.project === undefined ? [] : [body.project]));
  const environments = collapse(body.environments ?? []);
  const refusal =
    refuseProjects(body.type, projects) ??
    refuseEnvironments(body.type, environments) ??
    refuseGrants(body.type, body.grants);
  if (refusal) return invalid(refusal.field, refusal.message);
  return ok({
    projects: policy.projects === 'all' ? ['*'] : projects,
    environments: policy.environments === 'all' ? ['*'] : environments,
    grants: mergeGrants(body.grants ?? []),
  });
}

type Refusal = { field: string; message: string } | null;

function refuseProjects(type: TokenType, projects: string[]): Refusal {
  const rule = TYPE_POLICIES[type].projects;
  const [only] = projects;
  if (rule === 'all' && projects.length > 0 && only !== '*') {
    return { field: 'projects', message: `a token of type ${type} is for all projects` };
  }
  if (rule === 'one' && (projects.length !== 1 || only === '*')) {
    return { field: 'project', message: `a token of type ${type} needs exactly one project, by name` };
  }
  if (rule === 'any' && projects.length === 0) {
    return { field: 'projects', message: 'name a project, a list of projects, or *' };
  }
  return null;
}

function refuseEnvironments(type: TokenType, environments: string[]): Refusal {
  const rule = TYPE_POLICIES[type].environments;
  const [only] = environments;
  const field = 'environments';
  if (rule === 'all' && environments.length > 0 && only !== '*') {
    return { field, message: `a token of type ${type} is for all environments` };
  }
  if (rule === 'one' && (environments.length !== 1 || only === '*')) {
    return { field, message: `a token of type ${type} needs exactly one environment, by name` };
  }
  if (rule === 'some' && (environments.length === 0 || only === '*')) {
    return { field, message: `a token of type ${type} needs one or more environments, by name` };
  }
  return null;
}

/** Whether a type may hold these grants: shared with PATCH, which replaces them whole. */
export function refuseGrants(type: TokenType, grants: readonly Grant[] | undefined): Refusal {
  const { permission, grantableActions } = TYPE_POLICIES[type];
  if (grants === undefined || grants.length === 0) return null;
  if (permission !== 'grants') return { field: 'grants', message: `a token of type ${type} takes no grants` };
  for (const { resource, actions } of grants) {
    const known = resource === 'namespace' ? NAMESPACE_ACTIONS : actions;
    const unknown = actions.find((action) => !known.some((word) => word === action));
    if (unknown) return { field: 'grants', message: `namespaces know read, write and delete, not ${unknown}` };
    const refused = actions.find((action) => grantableActions !== null && !grantableActions.includes(action));
    if (refused) return { field: 'grants', message: `a token of type ${type} may not hold ${refused}` };
  }
  return null;
}

/** Refuses more namespaces or clients than a deployment allows one token; counted after equal names are merged. */
export function refuseTooMany(
  { grants, clients }: { grants?: readonly Grant[] | undefined; clients?: readonly string[] | null | undefined },
  limits: TokenLimits,
): Denial | null {
  const namespaces = new Set((grants ?? []).filter(({ resource }) => resource === 'namespace').map(({ name }) => name));
  if (namespaces.size > limits.namespaces) {
    return { reason: 'limit_reached', message: `a token reaches at most ${limits.namespaces} namespaces` };
  }
  if (new Set(clients).size > limits.clients) {
    return { reason: 'limit_reached', message: `a token is locked to at most ${limits.clients} clients` };
  }
  return null;
}

/** The clients that a token is locked to, each once; null: to none. An empty list stays empty: it lets nobody in. */
export function readClients(input: readonly string[] | null | undefined): string[] | null {
  return input === undefined || input === null ? null : [...new Set(input)];
}

/** One grant a name, each action once, in the order given. */
export function mergeGrants(grants: readonly Grant[]): Grant[] {
  const merged = new Map<string, Grant>();
  for (const { resource, name, actions } of grants) {
    const key = `${resource}:${name}`;
    const before = merged.get(key)?.actions ?? [];
    merged.set(key, { resource, name, actions: [...new Set([...before, ...actions])] });
  }
  return [...merged.values()];
}

/** The end of life in seconds, null for never, within the deployment's bounds for the type. */
export function readExpiry(
  body: Pick<CreateTokenBody, 'type' | 'expires'>,
  lifetimes: Lifetimes,
  nowSeconds: number,
): Checked<number | null> {
  const { defaultDays, maxDays } = lifeOf(body.type, lifetimes);
  const latest = maxDays === null ? null : nowSeconds + maxDays * DAY_SECONDS;
  if (body.expires === undefined) {
    return ok(defaultDays === null ? null : nowSeconds + defaultDays * DAY_SECONDS);
  }
  const expiry = parseExpiry(body.expires, nowSeconds);
  if (expiry.kind === 'invalid') {
    return invalid('expires', 'must be RFC 3339, YYYY-MM-DD, +N days, a duration such as 30d, or never');
  }
  const seconds = expiry.kind === 'never' ? null : expiry.seconds;
  if (seconds !== null && seconds <= nowSeconds) return invalid('expires', 'must be in the future');
  if (latest !== null && (seconds === null || seconds > latest)) {
    return invalid('expires', `a token of type ${body.type} may live ${maxDays} days at most`);
  }
  return ok(seconds);
}

/** `notBefore` in seconds; null where none is given. */
export function readNotBefore(input: string | null | undefined): Checked<number | null> {
  if (input === undefined || input === null) return ok(null);
  const seconds = parseInstant(input);
  return Number.isFinite(seconds) && seconds >= 0 ? ok(seconds) : invalid('notBefore', 'must be an RFC 3339 date-time');
}

/** Address blocks as given, each checked; null where none is given. An empty list stays empty: it allows nobody. */
export function readAllowedIps(input: readonly string[] | null | undefined): Checked<string[] | null> {
  if (input === undefined || input === null) return ok(null);
  const wrong = input.find((block) => !isBlock(block));
  return wrong === undefined ? ok([...new Set(input)]) : invalid('allowedIps', `${wrong} is no address or CIDR block`);
}

/** Only the usual spellings: `10.1` and octal digits mean different things to different readers. */
function isBlock(block: string): boolean {
  const address = block.split('/')[0] ?? '';
  if (!ipaddr.IPv4.isValidFourPartDecimal(address) && !ipaddr.IPv6.isValid(address)) return false;
  if (/%/.test(address) || /(?:^|\.)0\d/.test(address)) return false;
  try {
    parseBlock(block);
    return true;
  } catch {
    return false;
  }
}

/** Origins as browsers send them (`https://shop.example`), or `*`; null where none is given. */
export function readAllowedOrigins(input: readonly string[] | null | undefined): Checked<string[] | null> {
  if (input === undefined || input === null) return ok(null);
  const wrong = input.find((origin) => origin !== '*' && !isOrigin(origin));
  return wrong === undefined
    ? ok(collapse(input))
    : invalid('allowedOrigins', `${wrong} is no origin; write it as https://shop.example, without a path`);
}

function isOrigin(input: string): boolean {
  const url = URL.canParse(input) ? new URL(input) : null;
  return url !== null && /^https?:$/.test(url.protocol) && url.origin === input && !url.hostname.includes('*');
}

function collapse(names: readonly string[]): string[] {
  return names.includes('*') ? ['*'] : [...new Set(names)];
}
