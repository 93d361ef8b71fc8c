import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { allows, createVerifier, type Verifier } from '../../../client/verify/index.ts';
import { AUDIENCE, createTestIssuer, LIST_PATH, type TestIssuer } from '../../support/issuer.ts';
import { API } from '../../support/protected-app.ts';

let issuer: TestIssuer;
let verifier: Verifier;
let jwt: string;

beforeEach(async () => {
  issuer = await createTestIssuer();
  const trust = { issuer: issuer.origin, audience: [AUDIENCE, 'https://old.example'] };
  verifier = createVerifier({ ...trust, fetch: issuer.fetch, now: () => issuer.nowMs, log: () => {} });
  jwt = await issuer.sign();
});

/** What a framework without `Request` hands over. */
const request = (authorization: string | null) => ({
  method: 'GET',
  url: `${API}/orders/1`,
  headers: { get: (name: string) => (name.toLowerCase() === 'authorization' ? authorization : null) },
});

describe('a verifier', () => {
  it('says what a token may do, where and until when', async () => {
    const verdict = await verifier.verify(request(`Bearer ${jwt}`), { require: 'orders:read', project: 'web' });
    if (!verdict.active) throw new Error(verdict.detail);
    expect(verdict.token).toMatchObject({ id: 'tok_00000000001', expires: '2036-01-01T13:00:00Z', derivedFrom: null });
    expect(allows(verdict.token, ['orders:eu:read', 'invoices:eu:write'])).toBe(true);
    expect(allows(verdict.token, { resource: 'orders', name: 'eu', action: 'write' })).toBe(false);
  });

  it('takes a token for any of its audiences', async () => {
    const old = await issuer.sign({ aud: 'https://old.example' });
    expect(await verifier.verify(request(`Bearer ${old}`))).toMatchObject({ active: true });
  });

  it('tells what a token was exchanged from', async () => {
    const derived = await issuer.sign({ sub: 'tok_00000000002', client_id: 'tok_00000000002' });
    const verdict = await verifier.verify(request(`Bearer ${derived}`));
    expect(verdict).toMatchObject({ token: { derivedFrom: 'tok_00000000002' } });
  });

  it('never rejects, whatever comes as a token', async () => {
    const header = fc.oneof(
      fc.string({ maxLength: 200 }),
      fc.string({ maxLength: 100 }).map((text) => `Bearer ${text}`),
      fc.tuple(fc.base64String(), fc.base64String(), fc.base64String()).map((parts) => `Bearer ${parts.join('.')}`),
      fc.json().map((json) => `Bearer ${btoa(encodeURI(json))}.e30.${'A'.repeat(86)}`),
    );
    await fc.assert(
      fc.asyncProperty(header, async (authorization) => {
        const verdict = await verifier.verify(request(authorization));
        if (verdict.active) throw new Error('it was let in');
        expect(verifier.answer(verdict).status).toBe(401);
      }),
      { numRuns: 300 },
    );
  });

  it('never lets in, and never rejects, whatever a signed token says', async () => {
    const claims = fc.dictionary(
      fc.constantFrom('iss', 'aud', 'exp', 'iat', 'scope', 'status', 'projects', 'cnf'),
      fc.json().map((json) => JSON.parse(json)),
      { minKeys: 1 },
    );
    await fc.assert(
      fc.asyncProperty(claims, async (more) => {
        const odd = await issuer.sign(more);
        const verdict = await verifier.verify(request(`Bearer ${odd}`), { require: 'orders:read' });
        // A list of projects or a scope may by chance be one.
        if (verdict.active) expect(allows(verdict.token, 'orders:read')).toBe(true);
        else expect(verifier.answer(verdict).status).toBeLessThan(500);
      }),
      { numRuns: 300 },
    );
  });

  it('hands its refreshes to whoever lets work finish behind the answer', async () => {
    const behind: Promise<unknown>[] = [];
    const waitUntil = (work: Promise<unknown>) => behind.push(work);
    await verifier.verify(request(`Bearer ${jwt}`), { waitUntil });
    expect(behind).toEqual([]);
    issuer.nowMs += 30_000;
    issuer.down = true;
    expect(await verifier.verify(request(`Bearer ${jwt}`), { waitUntil })).toMatchObject({ active: true });
    expect(await Promise.all(behind)).toEqual([undefined]);
    expect(issuer.asked.filter((path) => path === LIST_PATH)).toHaveLength(2);
  });

  it('meets a requirement that is none with a refusal', async () => {
    const verdict = await verifier.verify(request(`Bearer ${jwt}`), { require: 'everything' });
    expect(verdict).toMatchObject({ code: 'insufficient_scope' });
  });
});
