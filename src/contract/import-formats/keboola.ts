import { z } from 'zod';
import { Grant } from '../grants.ts';
import { type Converted, convertEach, type Entry, endOf, type ImportOptions, mapped, naming } from './rows.ts';

const StorageToken = z.looseObject({
  id: z.union([z.string(), z.number()]).nullish(),
  token: z.string().nullish(),
  description: z.string().nullish(),
  isMasterToken: z.boolean().nullish(),
  canManageBuckets: z.boolean().nullish(),
  // PHP writes an empty map as an empty list.
  bucketPermissions: z.union([z.record(z.string(), z.string()), z.array(z.never())]).nullish(),
  componentAccess: z.array(z.string()).nullish(),
  expires: z.string().nullish(),
  isDisabled: z.boolean().nullish(),
  owner: z.looseObject({ id: z.union([z.string(), z.number()]).nullish() }).nullish(),
});
type StorageToken = z.infer<typeof StorageToken>;

/** What a bucket permission of there grants here; `manage` comes only with `canManageBuckets`. */
const BUCKET_ACTIONS: Record<string, string[]> = {
  read: ['read'],
  write: ['read', 'write'],
  manage: ['read', 'write'],
};
const EVERYTHING: Grant[] = [
  { resource: 'bucket', name: '*', actions: ['read', 'write'] },
  { resource: 'component', name: '*', actions: ['run'] },
];

/** The answer of Keboola Storage to `GET /tokens`. Each becomes an `access` token of one project. */
export function fromKeboola(tokens: readonly unknown[], options: ImportOptions): Converted {
  return convertEach(tokens, (entry) => {
    const token = StorageToken.safeParse(entry);
    return token.success ? toRows(token.data, options) : `is no Keboola token: ${z.prettifyError(token.error)}`;
  });
}

function toRows(token: StorageToken, options: ImportOptions): Entry {
  if (token.isMasterToken) return 'is a master token: make its person a member of the project instead';
  if (!token.token) return 'shows no secret; Keboola tells it only when a token is created or refreshed';
  const owner = token.owner?.id == null ? undefined : String(token.owner.id);
  const named = owner === undefined ? undefined : mapped(options.mapProject, owner);
  const project = named === owner ? options.project : named;
  if (project === undefined) return 'names no project of here; say which one to take';
  if (options.environment === undefined) return 'names no environment; say which one to take';
  const grants = grantsOf(token);
  if (typeof grants === 'string') return grants;
  return [
    {
      type: 'access',
      ...naming(token.description, `Keboola token ${token.id ?? ''}`.trim()),
      project,
      environments: [options.environment],
      grants,
      expires: endOf(token.expires),
      secret: token.token,
      ...(token.isDisabled && { disabled: true }),
    },
  ];
}

function grantsOf(token: StorageToken): Grant[] | string {
  if (token.canManageBuckets) return EVERYTHING;
  const grants: Grant[] = [];
  for (const [name, permission] of Object.entries(token.bucketPermissions ?? {})) {
    const actions = Object.hasOwn(BUCKET_ACTIONS, permission) ? BUCKET_ACTIONS[permission] : undefined;
    if (!actions) return `has the permission “${permission}” on ${name}, which has no like here`;
    grants.push({ resource: 'bucket', name, actions });
  }
  for (const name of token.componentAccess ?? []) grants.push({ resource: 'component', name, actions: ['run'] });
  const wrong = grants.find((grant) => !Grant.safeParse(grant).success);
  return wrong ? `reaches “${wrong.name}”, a name that no grant can hold` : grants;
}
