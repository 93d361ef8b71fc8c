import { type Grant, parseNamespaceGrant } from '../../contract/grants.ts';
import { CreateTokenBody } from '../../contract/tokens.ts';
import type { Command } from './command.ts';

type Query = Record<string, string[]>;
export type Creation = { ok: true; body: CreateTokenBody; command: Command } | { ok: false; fields: string[] };

/** The flags of `jeton token create` that a link may carry, each as often as there. */
const FLAGS = [
  'type',
  's3',
  'project',
  'environment',
  'namespace',
  'grant',
  'allow-ip',
  'allow-origin',
  'owner',
  'expires',
];
const ONCE = ['type', 's3', 'owner', 'expires'];

/** Reads the token that a link describes. Whether it may be made so is for the API to say; here it is only well-formed. */
export function readCreation(query: Query): Creation {
  const namespaces = list(query.namespace).map((short) => short.replace(' ', '+'));
  const body = CreateTokenBody.safeParse({
    type: query.type?.[0],
    name: query.name?.[0],
    projects: query.project,
    environments: query.environment,
    grants: joinGrants(namespaces, list(query.grant)),
    // What is neither of the two is at fault, and the schema says so.
    s3: query.s3 && (query.s3[0] === 'true' || query.s3[0]),
    allowedIps: query['allow-ip'],
    allowedOrigins: query['allow-origin'],
    owner: query.owner?.[0],
    expires: query.expires?.[0],
  });
  if (!body.success) {
    const fields = body.error.issues.map(({ path }) => path.join('.'));
    return { ok: false, fields: [...new Set(fields)] };
  }
  return { ok: true, body: body.data, command: commandOf(body.data.name, { ...query, namespace: namespaces }) };
}

function list(values: string[] | undefined): string[] {
  return values ?? [];
}

/** What is no grant is null here, and the schema names the field. */
function joinGrants(namespaces: string[], others: string[]): (Grant | object | null)[] | undefined {
  const grants = [...namespaces.map(parseNamespaceGrant), ...others.map(splitGrant)];
  return grants.length === 0 ? undefined : grants;
}

/** `bucket:photos:read,list`. */
function splitGrant(long: string): object | null {
  const [resource, name, actions, ...rest] = long.split(':');
  return rest.length > 0 ? null : { resource, name, actions: actions?.split(',') };
}

function commandOf(name: string, query: Query): Command {
  const flags = FLAGS.flatMap((flag) =>
    list(query[flag])
      .slice(0, ONCE.includes(flag) ? 1 : undefined)
      .map((value): [string, string] => [flag, value]),
  );
  const start = ['jeton', 'token', 'create'];
  return name.startsWith('-') ? { start, flags, rest: [name] } : { start: [...start, name], flags, rest: [] };
}
