import { formatId } from '../../src/contract/ids.ts';
import { publishToken } from '../../src/domain/edge/publish.ts';
import type { Wanted } from '../../src/domain/oauth/wanted.ts';
import { insertToken } from '../../src/domain/tokens/create.ts';
import { acceptForeign } from '../../src/domain/trusted-issuers/accept.ts';
import { ORIGIN, type TestApp } from './app.ts';

export const SHOP = { repository: 'acme/shop', ref: 'refs/heads/main', sub: 'repo:acme/shop:ref:refs/heads/main' };
export const NOTHING_WANTED: Wanted = { scope: null, audience: null, seconds: null, dpopKey: null };
const FROM = { address: '192.0.2.7', userAgent: 'curl', requestId: 'req_test' };

/** The body of a trust in what jobs of acme/shop may do in project web, on branch main. */
export function trustBody(issuer: string, changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    name: 'shop',
    issuer,
    audience: ORIGIN,
    claims: { repository: ['acme/shop'], ref: ['refs/heads/main'] },
    project: 'web',
    environments: ['production'],
    grants: [{ resource: 'namespace', name: 'marketing', actions: ['read', 'write'] }],
    ...changes,
  };
}

/** Trusts an issuer and returns the id. */
export async function makeTrust(
  test: TestApp,
  token: string,
  issuer: string,
  changes: Record<string, unknown> = {},
): Promise<string> {
  const answer = await test.call('POST', '/v1/trusted-issuers', { token, json: trustBody(issuer, changes) });
  if (answer.status !== 201) throw new Error(`create answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json<{ id: string }>()).id;
}

/** Has a foreign token accepted, as the token endpoint does. */
export function accept(test: TestApp, jwt: string, wanted: Partial<Wanted> = {}, trustId: string | null = null) {
  const { services, isolate, nowMs } = test;
  return acceptForeign({ ...services, ...isolate, nowMs }, FROM, jwt, { ...NOTHING_WANTED, ...wanted }, trustId);
}

/** Why a foreign token is not accepted; `accepted` when it is. */
export async function verdict(test: TestApp, jwt: string, wanted: Partial<Wanted> = {}, trustId: string | null = null) {
  const result = await accept(test, jwt, wanted, trustId);
  if (result.ok) return 'accepted';
  const { denial } = result;
  if (denial.reason === 'not_granted') return `${denial.code}: ${denial.message}`;
  return 'why' in denial ? `${denial.reason}: ${denial.why}` : denial.reason;
}

/** Exchanges a foreign token all the way. */
export async function exchange(test: TestApp, jwt: string, wanted: Partial<Wanted> = {}) {
  const accepted = await accept(test, jwt, wanted);
  if (!accepted.ok) throw new Error(JSON.stringify(accepted.denial));
  const { services, isolate, nowMs } = test;
  const made: number[] = [];
  const deps = { ...services, ...isolate, nowMs, announce: (id: number) => made.push(id) };
  const { draft, caller, trust } = accepted.value;
  const inserted = await insertToken(deps, caller, draft, { kind: 'trust', ...trust });
  if (!inserted.ok) throw new Error(JSON.stringify(inserted.denial));
  for (const id of made) await publishToken({ ...services, nowMs }, id);
  return { id: formatId('tok', inserted.value.record.id), ...inserted.value };
}
