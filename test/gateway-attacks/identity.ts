import { lines } from '../support/raw-http.ts';
import { type Attack, get, getAs, SIGNED_HOST, TOKEN } from './attack.ts';

const OPEN = { target: '/public/x' };
const CATS = { target: '/private/cats/x' };
const signed = (...fields: string[]) =>
  lines('GET /private/cats/x HTTP/1.1', `Host: ${SIGNED_HOST}`, `Authorization: Bearer ${TOKEN}`, ...fields);

/**
 * What the origin is told of who asks. Whatever arrives is also held against what the gateway alone may say: see the test.
 * The word `forged` must not arrive anywhere.
 */
export const IDENTITY: readonly Attack[] = [
  {
    title: 'an identity of the client’s own making',
    bytes: get('/public/x', 'Jeton-Token-Id: forged', 'Jeton-Owner: forged', 'Jeton-Anything: forged'),
    outcome: OPEN,
  },
  {
    title: 'with underscores, which some origins read as hyphens',
    bytes: get('/public/x', 'JETON_TOKEN_ID: forged', 'Jeton_Owner: forged', 'jeton-token_id: forged'),
    outcome: OPEN,
  },
  { title: 'in odd capitals', bytes: getAs('/private/cats/x', 'jEtOn-ToKeN-iD: forged'), outcome: CATS },
  {
    title: 'beside the true one, twice',
    bytes: getAs('/private/cats/x', 'Jeton-Token-Id: forged', 'Jeton-Token-Id: forged'),
    outcome: CATS,
  },
  {
    title: 'Connection naming the identity takes it away from nobody',
    bytes: getAs('/private/cats/x', 'Connection: close, jeton-token-id, x-forwarded-for'),
    outcome: CATS,
  },
  {
    title: 'Connection naming the token neither opens a path',
    bytes: get('/private/cats/x', 'Authorization: Bearer forged', 'Connection: authorization'),
    outcome: 'refused',
    status: 401,
  },
  {
    title: 'nor does it take the signature away',
    bytes: signed('Connection: authorization, x-amz-date, x-amz-content-sha256, host'),
    outcome: CATS,
  },
  {
    title: 'headers of the storage that is signed for',
    bytes: signed(
      'X-Amz-Security-Token: forged',
      'x-amz-copy-source: /forged/x',
      'x-amz-acl: forged',
      'X-Goog-Acl: forged',
      'x_amz_acl: forged',
    ),
    outcome: CATS,
  },
  {
    title: 'a time and a payload hash of the client’s own',
    bytes: signed('X-Amz-Date: forged', 'X-Amz-Content-Sha256: forged'),
    outcome: CATS,
  },
  {
    title: 'addresses that were never asked from',
    bytes: get(
      '/public/x',
      'X-Forwarded-For: forged',
      'X-Forwarded-Host: forged',
      'X-Forwarded-Proto: forged',
      'Forwarded: for=forged',
      'X-Real-IP: forged',
      'True-Client-IP: forged',
      'X_Forwarded_For: forged',
    ),
    outcome: OPEN,
  },
  {
    title: 'another path or method in a header, which some origins follow',
    bytes: get(
      '/public/x',
      'X-Original-URL: /forged',
      'X-Rewrite-URL: /forged',
      'X-HTTP-Method-Override: FORGED',
      'X-HTTP-Method: FORGED',
      'X-Method-Override: FORGED',
    ),
    outcome: OPEN,
  },
  {
    title: 'two credentials',
    bytes: getAs('/private/cats/x', 'Authorization: Bearer forged'),
    outcome: 'refused',
    status: 401,
  },
  { title: 'a credential on an open path stays here', bytes: getAs('/public/x'), outcome: OPEN },
  {
    title: 'headers of the connection',
    bytes: get(
      '/public/x',
      'TE: forged',
      'Keep-Alive: forged',
      'Proxy-Connection: forged',
      'Proxy-Authorization: Basic forged',
      'Trailer: forged',
    ),
    outcome: OPEN,
  },
  {
    title: 'a change to HTTP/2 in clear',
    bytes: get('/public/x', 'Connection: Upgrade, HTTP2-Settings', 'Upgrade: h2c', 'HTTP2-Settings: forged'),
    outcome: OPEN,
  },
];
