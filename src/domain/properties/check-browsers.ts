import type { PropertyDocument } from '../../contract/properties.ts';
import { readAllowedOrigins } from '../tokens/draft.ts';
import { TYPE_POLICIES } from '../tokens/types.ts';
import { error, type Found, warning } from './findings.ts';

/** Headers that are not the client's to choose, or not of the message. */
const NO_KEY_HEADER =
  /^(?:host|connection|keep-alive|content-length|transfer-encoding|te|trailer|upgrade|expect|proxy-.*|cf-.*|x-forwarded-.*|jeton-.*)$/i;
/** What is a token, or has its look, is no client key: these are no secret. */
const TOKEN = /jtn_[0-9a-f]{64}/;

/** What browsers are told, and the keys that stand in pages. */
export function checkBrowsers(document: PropertyDocument): Found[] {
  return [...checkCors(document), ...checkClientKeys(document)];
}

function checkCors({ cors, rules }: PropertyDocument): Found[] {
  if (cors === null) return [];
  const found = cors.origins.flatMap((origin, at) =>
    readAllowedOrigins([origin]).ok
      ? []
      : [error(`cors.origins[${at}]`, 'must be * or an origin such as https://shop.example, without a path')],
  );
  const secrets = rules.flatMap(({ access }) =>
    access.by === 'token' ? access.types.filter((type) => TYPE_POLICIES[type].secret) : [],
  );
  if (cors.origins.includes('*') && secrets.length > 0) {
    const types = [...new Set(secrets)].join(', ');
    found.push(warning('cors.origins', `lets every page read answers to ${types} tokens, which are secrets`));
  }
  return found;
}

function checkClientKeys({ clientKeys, rules }: PropertyDocument): Found[] {
  if (clientKeys === null) return [];
  const found: Found[] = [];
  if (NO_KEY_HEADER.test(clientKeys.header)) {
    found.push(error('clientKeys.header', `cannot be ${clientKeys.header}: it is not the client's to choose`));
  }
  for (const [at, key] of clientKeys.keys.entries()) {
    if (TOKEN.test(key)) found.push(error(`clientKeys.keys[${at}]`, 'is a token; client keys are no secret'));
  }
  if (!rules.some(({ access }) => access.by === 'clientKey')) {
    found.push(warning('clientKeys', 'are taken by no rule'));
  }
  return found;
}
