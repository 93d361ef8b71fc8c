import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { first, type Search } from '../../../app/search.ts';

/** Where items are. */
export type Place = { project: string; namespace: string; environment: string };

const PATH = '/namespaces/$project/$namespace';

/** What the address says, and how to go on from there. */
export function useAddress() {
  const { project = '', namespace = '' }: Partial<Record<string, string>> = useParams({ strict: false });
  const search: Search = useSearch({ strict: false });
  const navigate = useNavigate();
  const at = {
    environment: first(search, 'environment') || undefined,
    prefix: first(search, 'prefix') ?? '',
    key: first(search, 'key') || undefined,
  };
  const go = (to: { environment?: string; prefix?: string; key?: string }, replace = false) =>
    navigate({ ...linkTo({ project, namespace }, to), replace });
  return { project, namespace, ...at, go };
}

/** A link into a namespace. */
export function linkTo(
  { project, namespace }: { project: string; namespace: string },
  search: { environment?: string; prefix?: string; key?: string },
) {
  const said = Object.entries(search).filter(([, value]) => value !== '' && value !== undefined);
  return { to: PATH, params: { project, namespace }, search: Object.fromEntries(said) } as const;
}

/** The words of a command that say where. */
export function placeWords({ project, namespace, environment }: Place) {
  return ['--project', project, '--namespace', namespace, '--environment', environment];
}

/** Where the API has an item, for what is no call of the client: a download, an example for curl. */
export function itemAddress({ project, namespace, environment }: Place, key: string): string {
  const path = ['/v1/projects', project, 'namespaces', namespace, 'items', encodeURIComponent(key)].join('/');
  return `${path}?${new URLSearchParams({ environment })}`;
}
