/** Where what an event is about can be looked at. `params` of the route; null: nowhere in the console. */
export type Place = { to: string; params?: Record<string, string>; search?: Record<string, string> };

/** What an event is about: what to call it, and where it is. */
export type Target = { label: string; place: Place | null };

const BY_ID: Record<string, (id: string) => Place> = {
  tok: (id) => ({ to: '/tokens/$id', params: { id } }),
  usr: (id) => ({ to: '/people/users/$id', params: { id } }),
  prp: (id) => ({ to: '/properties/$id', params: { id } }),
  sub: (id) => ({ to: '/subscriptions/$id', params: { id } }),
  tru: () => ({ to: '/settings', search: { tab: 'issuers' } }),
  key: () => ({ to: '/access-keys' }),
  ntf: () => ({ to: '/deliveries' }),
};

const BY_NOUN: Record<string, (name: string) => Place | null> = {
  project: (project) => ({ to: '/projects/$project', params: { project } }),
  group: (group) => ({ to: '/people/groups/$group', params: { group } }),
  role: (role) => ({ to: '/people/roles/$role', params: { role } }),
  environment: () => ({ to: '/settings', search: { tab: 'environments' } }),
  client: () => ({ to: '/settings', search: { tab: 'clients' } }),
  signing_key: () => ({ to: '/settings', search: { tab: 'signing-keys' } }),
  namespace: (name) => {
    const [project = '', namespace = ''] = name.split('/');
    return { to: '/namespaces/$project/$namespace', params: { project, namespace } };
  },
  member: (name) => ({ to: '/projects/$project', params: { project: name.split('/')[0] ?? '' } }),
};

/**
 * Reads the `target` of an event: a typed id, `tok_…`, or a noun and a name, `group:marketing`. `gone`: what was deleted
 * has a page no more.
 *
 * @example
 * targetOf('namespace:web/marketing').place // { to: '/namespaces/$project/$namespace', … }
 */
export function targetOf(target: string, gone: boolean): Target {
  const colon = target.indexOf(':');
  if (colon < 0) {
    const place = BY_ID[target.slice(0, 3)]?.(target) ?? null;
    // The trail of a purged token stays, and its page shows it.
    return { label: target, place: gone && !target.startsWith('tok_') ? null : place };
  }
  const [noun, name] = [target.slice(0, colon), target.slice(colon + 1)];
  const place = gone ? null : (BY_NOUN[noun]?.(name) ?? null);
  return { label: `${noun.replaceAll('_', ' ')} ${name}`, place };
}

/** Whether the thing itself is gone by what happened. */
export function isGone(action: string): boolean {
  return /^[a-z_]+\.deleted$/.test(action);
}
