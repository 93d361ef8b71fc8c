import { describe, expect, inject, it } from 'vitest';
import { createIssuerKeyFetcher } from '../../src/outbound/issuer-keys.ts';
import { createOidcIssuer } from '../support/oidc-issuer.ts';

const receiver = inject('receiver');
const fetcher = createIssuerKeyFetcher({ loopbackAllowed: true, timeoutMs: 400 });
const newIssuer = () => createOidcIssuer(Date.now);

describe('the keys of an issuer', () => {
  it('are found by its discovery document', async () => {
    const issuer = await newIssuer();
    const [pair] = issuer.keys();
    expect(await fetcher.fetchKeys(issuer.url)).toEqual({ kind: 'keys', document: { keys: [pair?.jwk] } });
  });

  it('of one whose name ends in a slash too', async () => {
    const issuer = await newIssuer();
    await issuer.publish('discovery', { issuer: `${issuer.url}/`, jwks_uri: `${issuer.url}/jwks` });
    expect((await fetcher.fetchKeys(`${issuer.url}/`)).kind).toBe('keys');
  });
});

describe('what an issuer answers wrongly gives no keys, and says why', () => {
  it.each([
    [
      'another issuer in its document',
      { issuer: 'https://token.actions.githubusercontent.com' },
      'its discovery document names another issuer',
    ],
    ['no address of keys', { jwks_uri: undefined }, 'its discovery document is none'],
    ['an address that is no URL', { jwks_uri: 'jwks' }, 'the address of its keys must be a URL'],
    [
      'plain http elsewhere',
      { jwks_uri: 'http://keys.example.com/jwks' },
      'the address of its keys must begin with https://',
    ],
    [
      'a private address',
      { jwks_uri: 'https://169.254.169.254/latest' },
      'the address of its keys must not lead to a private or reserved address',
    ],
    [
      'a private name',
      { jwks_uri: 'https://metadata.internal/' },
      'the address of its keys must name a host on the public Internet',
    ],
    [
      'credentials in the address',
      { jwks_uri: 'https://a:b@keys.example.com/' },
      'the address of its keys must not hold a user name or password',
    ],
    ['a redirect', { jwks_uri: `${receiver}/redirect?to=/ok` }, 'it answered 302'],
    ['an error', { jwks_uri: `${receiver}/status/500` }, 'it answered 500'],
    ['text', { jwks_uri: `${receiver}/ok` }, 'it sent no JSON'],
    ['too much', { jwks_uri: `${receiver}/huge` }, 'it sent more than 256 kB'],
    ['nothing', { jwks_uri: `${receiver}/hang` }, 'it did not answer in time'],
    ['half of it', { jwks_uri: `${receiver}/slow-body` }, 'it did not answer in time'],
    ['from nowhere', { jwks_uri: 'http://127.0.0.1:1/' }, 'the connection failed'],
  ])('%s', async (_what, changes, reason) => {
    const issuer = await newIssuer();
    await issuer.publish('discovery', { issuer: issuer.url, jwks_uri: `${issuer.url}/jwks`, ...changes });
    expect(await fetcher.fetchKeys(issuer.url)).toEqual({ kind: 'failed', reason });
  });

  it('a discovery document that is none, or not there', async () => {
    const issuer = await newIssuer();
    await issuer.publish('discovery', '<html>');
    expect(await fetcher.fetchKeys(issuer.url)).toEqual({ kind: 'failed', reason: 'it sent no JSON' });
    expect(await fetcher.fetchKeys(`${issuer.url}/none`)).toEqual({ kind: 'failed', reason: 'it answered 404' });
  });
});

describe('a name is resolved before it is asked', () => {
  const asked: string[] = [];
  const resolving = (addresses: string[] | Error) =>
    createIssuerKeyFetcher({
      loopbackAllowed: false,
      resolve: () => (addresses instanceof Error ? Promise.reject(addresses) : Promise.resolve(addresses)),
      fetch: async (url) => {
        asked.push(url);
        return Response.json({ issuer: 'https://ci.example.com', jwks_uri: 'https://keys.example.com/' });
      },
    });

  it.each([
    [['10.0.0.1'], 'ci.example.com resolves to 10.0.0.1, which is not a public address'],
    [['203.0.114.1', '::1'], 'ci.example.com resolves to ::1, which is not a public address'],
    [[], 'ci.example.com does not resolve'],
    [new Error('SERVFAIL'), 'DNS gave no answer for ci.example.com'],
  ])('%j: nothing is asked', async (addresses, reason) => {
    asked.length = 0;
    expect(await resolving(addresses).fetchKeys('https://ci.example.com')).toEqual({ kind: 'failed', reason });
    expect(asked).toEqual([]);
  });

  it('a public one is asked, and so is the address of its keys', async () => {
    asked.length = 0;
    expect((await resolving(['93.184.215.14']).fetchKeys('https://ci.example.com')).kind).toBe('keys');
    expect(asked).toEqual(['https://ci.example.com/.well-known/openid-configuration', 'https://keys.example.com/']);
  });
});

it.each([
  ['https://token.actions.githubusercontent.com', null],
  ['https://ci.example.com/path/', null],
  ['http://ci.example.com', 'must begin with https://'],
  ['http://127.0.0.1:9000', 'must begin with https://'],
  ['https://ci.example.com?a', 'must not have a query'],
  ['https://ci.example.com/#a', 'must not have a fragment'],
  ['https://10.0.0.1', 'must not lead to a private or reserved address'],
  ['ci.example.com', 'must be a URL'],
])('an issuer at %s is refused: %s', (issuer, refusal) => {
  expect(createIssuerKeyFetcher({ loopbackAllowed: false }).refuses(issuer)).toBe(refusal);
});
