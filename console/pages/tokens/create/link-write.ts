import { formatGrant } from '../../../../src/contract/grant-words.ts';
import { type Search, stringifySearch } from '../../../app/search.ts';
import { bodyOf } from './body.ts';
import type { Draft } from './draft.ts';

/** What an address says of a draft: see `readLink`. It names what the token may do, and holds no secret. */
export function writeLink(draft: Draft): Search {
  const body = bodyOf(draft);
  const grants = (body.grants ?? []).map(formatGrant);
  const search: Record<string, string | readonly string[] | undefined> = {
    type: body.type,
    name: body.name,
    description: body.description,
    project: body.projects,
    environment: body.environments,
    namespace: grants.filter((short) => !short.includes(':')),
    grant: grants.filter((short) => short.includes(':')),
    client: body.clients,
    'allow-ip': body.allowedIps,
    'allow-origin': body.allowedOrigins,
    'not-before': body.notBefore,
    'dpop-key': body.dpopKey,
    format: body.format,
    audience: body.audience,
    s3: body.s3 ? 'true' : undefined,
    retrievable: body.retrievable ? 'true' : undefined,
    owner: body.owner,
    expires: body.expires,
  };
  const filled = Object.entries(search).filter(([, value]) => value !== undefined && value !== '' && value.length > 0);
  return Object.fromEntries(filled) as Search;
}

export function linkOf(draft: Draft): string {
  return `${location.origin}/console/tokens/new${stringifySearch(writeLink(draft))}`;
}
