import { z } from 'zod';
import { type Converted, convertEach, type Entry, endOf, type ImportOptions, mapped, naming } from './rows.ts';

const Text = z.string().nullish();
const ApiToken = z.looseObject({
  secret: Text,
  tokenName: Text,
  username: Text,
  type: z.string(),
  environment: Text,
  project: Text,
  projects: z.array(z.string()).nullish(),
  expiresAt: Text,
  alias: Text,
});
type ApiToken = z.infer<typeof ApiToken>;

/** The types of there and of here; `backend` is what newer servers call `client`. */
const TYPES: Record<string, 'admin' | 'client' | 'frontend'> = {
  admin: 'admin',
  client: 'client',
  backend: 'client',
  frontend: 'frontend',
};

/** The answer of Unleash to `GET /api/admin/api-tokens`. An alias becomes a second row. */
export function fromUnleash(tokens: readonly unknown[], options: ImportOptions): Converted {
  return convertEach(tokens, (entry) => {
    const token = ApiToken.safeParse(entry);
    return token.success ? toRows(token.data, options) : `is no Unleash token: ${z.prettifyError(token.error)}`;
  });
}

function toRows(token: ApiToken, options: ImportOptions): Entry {
  const word = token.type.toLowerCase();
  const type = Object.hasOwn(TYPES, word) ? TYPES[word] : undefined;
  if (type === undefined) return `is of type ${token.type}, which has no like here`;
  if (!token.secret) return 'shows no secret; export it with a token that sees secrets';
  const places = type === 'admin' ? {} : placesOf(token, token.secret, options);
  if (typeof places === 'string') return places;
  const { name, description } = naming(token.tokenName ?? token.username, 'Unleash token');
  const row = {
    type,
    name,
    ...(description !== undefined && { description }),
    ...places,
    // Unleash lets every origin in unless its settings say otherwise.
    ...(type === 'frontend' && { allowedOrigins: options.allowedOrigins ?? ['*'] }),
    expires: endOf(token.expiresAt),
    secret: token.secret,
  };
  return token.alias ? [row, { ...row, name: naming(`${name} (alias)`, '').name, secret: token.alias }] : [row];
}

function placesOf(token: ApiToken, secret: string, options: ImportOptions): object | string {
  const environment = token.environment ? mapped(options.mapEnvironment, token.environment) : options.environment;
  if (environment === undefined) return 'names no environment; say which one to take';
  if (environment === '*') return 'is for all environments: a client or frontend token is for exactly one';
  const names = token.projects ?? token.project?.split(',').filter(Boolean) ?? ['*'];
  // Unleash made tokens whose projects were deleted into ones for all of them, up to 6.1.
  const orphaned = names.length === 0 || (names.includes('*') && /^(?:\[\]|[^:*]+):/.test(secret));
  if (orphaned) return 'was made for projects that are gone; it is not made one for all';
  return {
    projects: [...new Set(names.map((name) => mapped(options.mapProject, name)))],
    environments: [environment],
  };
}
