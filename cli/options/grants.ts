import { InvalidArgumentError } from 'commander';
import { parseNamespaceGrant } from '../../src/contract/grant-words.ts';
import { Grant, Requirement } from '../../src/contract/grants.ts';

export type GrantOptions = { namespace?: Grant[]; grant?: Grant[] };

const NAMESPACE_HELP = 'Write NAME+LETTERS with the letters r, w and d, each once: marketing+rw';
const GRANT_HELP = 'Write RESOURCE:NAME:ACTION,ACTION: bucket:photos:read,list';
const REQUIREMENT_HELP = 'Write RESOURCE:NAME:ACTION: namespace:marketing:read';

/** `--namespace marketing+r,web+rw`, repeatable. */
export function namespaceGrants(value: string, before: Grant[] | undefined): Grant[] {
  const added = value.split(',').map((short) => {
    const grant = parseNamespaceGrant(short.trim());
    if (grant === null) throw new InvalidArgumentError(NAMESPACE_HELP);
    return grant;
  });
  return [...(before ?? []), ...added];
}

/** `--grant bucket:photos:read,list`, repeatable. */
export function grants(value: string, before: Grant[] | undefined): Grant[] {
  const [resource, name, actions, ...rest] = value.split(':');
  const parsed = Grant.safeParse({ resource, name, actions: actions?.split(',') });
  if (!parsed.success || rest.length > 0) throw new InvalidArgumentError(GRANT_HELP);
  return [...(before ?? []), parsed.data];
}

/** `--require namespace:marketing:read`, repeatable. */
export function requirements(value: string, before: Requirement[] | undefined): Requirement[] {
  const [resource, name, action, ...rest] = value.split(':');
  const parsed = Requirement.safeParse({ resource, name, action });
  if (!parsed.success || rest.length > 0) throw new InvalidArgumentError(REQUIREMENT_HELP);
  return [...(before ?? []), parsed.data];
}

/** The grants of both flags; undefined when neither was given. */
export function joinGrants(options: GrantOptions): Grant[] | undefined {
  if (options.namespace === undefined && options.grant === undefined) return undefined;
  return [...(options.namespace ?? []), ...(options.grant ?? [])];
}
