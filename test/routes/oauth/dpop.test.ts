import { env } from 'cloudflare:workers';
import { calculateJwkThumbprint, decodeJwt } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, makeToken, setUpAdmin } from '../../support/app.ts';
import {
  asClient,
  createProver,
  type Form,
  oauthOutcome,
  type Prover,
  postForm,
  proofFor,
} from '../../support/oauth.ts';
import { addProject } from '../../support/route-contract.ts';

const test = createTestApp();
let admin = '';
let prover: Prover;
let thumbprint = '';
const TOKEN = { type: 'client', project: 'web', environments: ['production'], expires: '30d' };
const GRANT = { grant_type: 'client_credentials' };
type Made = { id: string; secret: string };
let client: Made;

beforeAll(async () => {
  admin = await setUpAdmin(test);
  await addProject('web');
  client = await make();
  prover = await createProver();
  thumbprint = await calculateJwkThumbprint(prover.jwk);
});

const make = (fields: Record<string, unknown> = {}) => makeToken(test, admin, { ...TOKEN, ...fields });
const ask = (proof: string | null, by: Made = client, form: Form = GRANT, app = test) =>
  postForm(app, '/oauth/token', form, { ...asClient(by), ...(proof !== null && { DPoP: proof }) });

async function nonce(): Promise<string> {
  const response = await ask(await proofFor(test, prover));
  expect(await oauthOutcome(response.clone())).toBe('400 use_dpop_nonce');
  return response.headers.get('DPoP-Nonce') ?? '';
}

const proof = async (claims: Record<string, unknown> = {}, by = prover) =>
  proofFor(test, by, { nonce: await nonce(), ...claims });

describe('a proof at the token endpoint', () => {
  it('binds the token to its key, RFC 9449 section 5, and is told the next nonce', async () => {
    const response = await ask(await proof());
    expect(response.headers.get('DPoP-Nonce')).not.toBeNull();
    const { access_token, token_type } = await response.json<{ access_token: string; token_type: string }>();
    expect(token_type).toBe('DPoP');
    expect(decodeJwt(access_token).cnf).toEqual({ jkt: thumbprint });
  });

  it('is good once, here and in every other isolate', async () => {
    const shown = await proof();
    expect(await oauthOutcome(await ask(shown))).toBe('200');
    const elsewhere = createTestApp();
    elsewhere.nowMs = test.nowMs;
    for (const app of [test, elsewhere]) {
      expect(await oauthOutcome(await ask(shown, client, GRANT, app))).toBe('400 invalid_dpop_proof');
    }
  });

  it('of two requests at once lets one in', async () => {
    const shown = await proof();
    const outcomes = await Promise.all([ask(shown), ask(shown)].map(async (each) => oauthOutcome(await each)));
    expect(outcomes.toSorted()).toEqual(['200', '400 invalid_dpop_proof']);
  });

  it.each([
    ['for another method', { htm: 'GET' }],
    ['for another address', { htu: 'https://jeton.test/oauth/introspect' }],
    ['from a clock that is off by more than a minute', { iat: 1 }],
  ])('%s is refused', async (_what, claims) => {
    expect(await oauthOutcome(await ask(await proof(claims)))).toBe('400 invalid_dpop_proof');
  });

  it('that is none is refused, and with a nonce of another it is asked for again', async () => {
    expect(await oauthOutcome(await ask('x'))).toBe('400 invalid_dpop_proof');
    expect(await oauthOutcome(await ask(await proofFor(test, prover, { nonce: 'foreign' })))).toBe(
      '400 use_dpop_nonce',
    );
  });

  it('costs nothing where the client is refused: no row is written', async () => {
    const rows = () => env.DB.prepare('select count(*) n from dpop_proofs').first('n');
    const shown = await proof();
    const before = await rows();
    expect((await ask(shown, { ...client, secret: 'wrong' })).status).toBe(401);
    expect(await rows()).toBe(before);
  });
});

describe('a client that is bound to a key', () => {
  it('proves it, and gives tokens that are bound to it', async () => {
    const bound = await make({ dpopKey: thumbprint });
    const { access_token } = await (await ask(await proof(), bound)).json<{ access_token: string }>();
    expect(decodeJwt(access_token).cnf).toEqual({ jkt: thumbprint });
  });

  it('is refused without a proof, and with one of another key', async () => {
    const bound = await make({ dpopKey: thumbprint });
    const other = await createProver();
    expect(await oauthOutcome(await ask(null, bound))).toBe('400 invalid_dpop_proof');
    expect(await oauthOutcome(await ask(await proof({}, other), bound))).toBe('400 invalid_dpop_proof');
  });

  it('exchanges no token that is bound to another', async () => {
    const subject = await make({ dpopKey: await calculateJwkThumbprint((await createProver()).jwk) });
    const bound = await make({ dpopKey: thumbprint });
    const form = {
      grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
      subject_token: subject.secret,
      subject_token_type: 'urn:ietf:params:oauth:token-type:access_token',
    };
    expect(await oauthOutcome(await ask(await proof(), bound, form))).toBe('400 invalid_dpop_proof');
    expect(await oauthOutcome(await ask(await proof(), client, form))).toBe('400 invalid_dpop_proof');
  });
});

it('a client that is bound to addresses gives tokens that are bound to a key instead', async () => {
  const bound = await make({ allowedIps: ['192.0.2.0/24'] });
  const headers = { ...asClient(bound), 'CF-Connecting-IP': '192.0.2.7' };
  const response = await postForm(test, '/oauth/token', GRANT, { ...headers, DPoP: await proof() });
  expect(await oauthOutcome(response.clone())).toBe('200');
  expect(decodeJwt((await response.json<{ access_token: string }>()).access_token).cnf).toEqual({ jkt: thumbprint });
});

describe('a client that is bound to a key', () => {
  it.each(['/oauth/introspect', '/oauth/revoke'])('%s does not take its secret alone', async (path) => {
    const bound = await make({ dpopKey: thumbprint });
    const other = await make();
    const answer = await postForm(test, path, { token: other.secret }, asClient(bound));
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ error: 'invalid_client', code: 'invalid_dpop_proof' });
    const self = await test.call('GET', '/v1/tokens/self', { token: other.secret });
    expect(self.status).toBe(200);
  });
});
