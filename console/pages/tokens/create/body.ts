import type { Schemas } from '../../../../client/api/index.ts';
import { type Draft, grantOf, wordsOf } from './draft.ts';
import { TYPES } from './types.ts';

export type CreateTokenBody = Schemas['CreateToken'];

/** What is sent: of what was filled in, that which tokens of the type have. */
export function bodyOf(draft: Draft): CreateTokenBody {
  const { type, form } = draft;
  const { places, forms, readOnly } = TYPES[type];
  const takesForm = forms && form !== 'opaque';
  return compact({
    type,
    name: draft.name.trim(),
    description: draft.description.trim(),
    ...(places === 'asked' && {
      projects: [...draft.projects],
      environments: [...draft.environments],
      grants: draft.grants.flatMap((row) => grantOf(row, readOnly) ?? []),
    }),
    owner: draft.owner,
    expires: draft.expires,
    clients: wordsOf(draft.clients),
    allowedIps: wordsOf(draft.allowedIps),
    allowedOrigins: wordsOf(draft.allowedOrigins),
    notBefore: draft.notBefore === '' ? '' : `${draft.notBefore}:00Z`,
    dpopKey: draft.dpopKey.trim(),
    format: takesForm && form === 'jwt' ? 'jwt' : undefined,
    audience: takesForm && form === 'jwt' ? wordsOf(draft.audience) : [],
    s3: (takesForm && form === 's3') || undefined,
    // What stands in a page is kept anyway.
    retrievable: (type !== 'frontend' && draft.retrievable) || undefined,
  });
}

/** Nothing, an empty word and an empty list all mean that it was not filled in. */
function compact(body: CreateTokenBody): CreateTokenBody {
  const filled = Object.entries(body).filter(([, value]) =>
    Array.isArray(value) ? value.length > 0 : value !== undefined && value !== '',
  );
  return { type: body.type, name: body.name, ...Object.fromEntries(filled) };
}
