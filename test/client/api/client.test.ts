import { beforeAll, describe, expect, it } from 'vitest';
import { createClient, type Jeton, pages } from '../../../client/api/index.ts';
import { createTestApp, ORIGIN, setUpAdmin, type TestApp } from '../../support/app.ts';

let test: TestApp;
let jeton: Jeton;
let sent: Request[] = [];

const READER = {
  type: 'access',
  name: 'reader',
  project: 'web',
  environments: ['production'],
  grants: [{ resource: 'namespace', name: 'marketing', actions: ['read'] }],
} as const;
const BODY = { ...READER, environments: ['production'], grants: [{ ...READER.grants[0], actions: ['read'] }] };

function clientOf(token?: string | (() => string | Promise<string>)): Jeton {
  const fetch = (request: Request) => {
    sent.push(request);
    return test.fetch(request);
  };
  return createClient({ url: `${ORIGIN}/`, token, fetch });
}

/** A client of a deployment that answers with this. */
function answering(respond: () => Response | Promise<Response>): Jeton {
  return createClient({ url: ORIGIN, token: 'any', fetch: async () => respond() });
}

beforeAll(async () => {
  test = createTestApp();
  jeton = clientOf(await setUpAdmin(test));
  await jeton.createProject({ body: { id: 'web', name: 'Web shop' } });
  await jeton.createNamespace({ path: { project: 'web' }, body: { name: 'marketing' } });
  sent = [];
});

describe('a call', () => {
  it('gives the value of the answer, and the answer', async () => {
    const made = await jeton.createToken({ body: BODY });
    if (!made.ok) throw new Error(made.error.detail);
    expect(made.value.secret).toMatch(/^web:production\.jtn_[0-9a-f]{64}$/);
    expect(made.response.status).toBe(201);
    const found = await jeton.getToken({ path: { id: made.value.token.id } });
    expect(found).toMatchObject({ ok: true, value: { name: 'reader', grants: BODY.grants } });
  });

  it('gives nothing where the answer has no body', async () => {
    const made = await jeton.createToken({ body: BODY });
    const id = made.ok ? made.value.token.id : '';
    const revoked = await jeton.revokeToken({ path: { id }, query: { reason: 'superseded' } });
    expect(revoked).toMatchObject({ ok: true, value: undefined });
    expect(await jeton.getToken({ path: { id } })).toMatchObject({ value: { revocationReason: 'superseded' } });
  });

  it('writes what stands in a path as one segment, and items as they are', async () => {
    const path = { project: 'web', namespace: 'marketing', key: 'a/b c?#ü' };
    const query = { environment: 'production' };
    const put = await jeton.putItem({ path, query, body: 'Guten Tag', contentType: 'text/plain' });
    expect(put.ok).toBe(true);
    const got = await jeton.getItem({ path, query });
    if (!got.ok) throw new Error(got.error.detail);
    expect(await got.value.text()).toBe('Guten Tag');
    expect(got.value.headers.get('Content-Type')).toBe('text/plain');
    expect(await jeton.listItems({ path, query })).toMatchObject({ value: { items: [{ key: 'a/b c?#ü' }] } });
  });

  it.each(['', '.', '..'])('does not leave its path for a parameter that is "%s"', async (id) => {
    sent = [];
    await expect(jeton.revokeToken({ path: { id } })).rejects.toThrow(TypeError);
    expect(sent).toEqual([]);
  });

  it('sends the token in the header and nowhere else', async () => {
    sent = [];
    await clientOf('sesame').listTokens({ query: { q: 'reader', limit: 3 } });
    expect(sent.map(({ url }) => url)).toEqual([`${ORIGIN}/v1/tokens?q=reader&limit=3`]);
    expect(sent[0]?.headers.get('Authorization')).toBe('Bearer sesame');
  });

  it('asks for the token each time where a function gives it', async () => {
    const secrets = ['one', 'two'];
    const client = clientOf(async () => secrets.shift() ?? 'none');
    sent = [];
    await client.getSelf();
    await client.getSelf();
    expect(sent.map(({ headers }) => headers.get('Authorization'))).toEqual(['Bearer one', 'Bearer two']);
  });

  it('repeats a lost refresh with the same key: the same secret', async () => {
    const made = await jeton.createToken({ body: BODY });
    const id = made.ok ? made.value.token.id : '';
    const again = () => jeton.refreshToken({ path: { id }, body: { overlap: '1h' }, idempotencyKey: 'key-1' });
    const [first, second] = [await again(), await again()];
    expect(first).toMatchObject({ ok: true });
    expect(second).toMatchObject({ ok: true, value: first.ok ? { secret: first.value.secret } : {} });
  });
});

describe('an error is a value', () => {
  it('with its code, a fix and the request id', async () => {
    const missing = await jeton.getToken({ path: { id: 'tok_00000000000' } });
    expect(missing).toMatchObject({ ok: false, error: { code: 'not_found', status: 404, retryAfterSeconds: null } });
    expect(missing.ok ? '' : missing.error.requestId).toMatch(/^req_/);
    expect(missing.ok ? '' : missing.error.fix).not.toBe('');
  });

  it('with the fields at fault', async () => {
    const made = await jeton.createToken({ body: { ...BODY, expires: 'soon' } });
    expect(made).toMatchObject({ ok: false, error: { code: 'invalid_request', errors: [{ field: 'expires' }] } });
  });

  it('with the scope that is missing', async () => {
    const made = await jeton.createToken({ body: BODY });
    const holder = clientOf(made.ok ? made.value.secret : '');
    const path = { project: 'web', namespace: 'marketing', key: 'k' };
    expect(await holder.putItem({ path, body: 'x' })).toMatchObject({
      error: { code: 'insufficient_scope', scope: 'namespace:marketing:write' },
    });
  });

  it('where no token was given', async () => {
    expect(await clientOf().listTokens()).toMatchObject({ ok: false, error: { code: 'unauthenticated', status: 401 } });
  });

  it('where no answer came, or the call was broken off', async () => {
    const down = answering(() => Promise.reject(new TypeError('connection refused')));
    const failed = await down.health();
    expect(failed).toMatchObject({ ok: false, error: { code: 'unreachable', status: null }, response: null });
    expect(failed.ok ? '' : failed.error.detail).toContain('connection refused');
  });

  it.each([
    ['a page of something else', () => new Response('<html>', { status: 200 })],
    ['an error of something else', () => new Response('<html>', { status: 502 })],
    ['JSON of something else', () => Response.json({ message: 'no' }, { status: 403 })],
    ['a redirect', () => new Response(null, { status: 302, headers: { Location: 'https://elsewhere.example' } })],
  ])('where %s answers', async (_what, respond) => {
    expect(await answering(respond).health()).toMatchObject({ ok: false, error: { code: 'unreadable' } });
  });

  it('that says when to try again', async () => {
    const body = { code: 'unavailable', detail: 'Storage cannot answer', fix: 'Repeat', requestId: 'req_1' };
    const busy = answering(() => Response.json(body, { status: 503, headers: { 'Retry-After': '2' } }));
    expect(await busy.health()).toMatchObject({ error: { code: 'unavailable', retryAfterSeconds: 2 } });
  });
});

describe('pages', () => {
  it('gives every page of a list, and then ends', async () => {
    const names: string[] = [];
    for await (const page of pages(jeton.listEnvironments, { query: { limit: 1 } })) {
      if (page.ok) names.push(...page.value.items.map(({ id }) => id));
    }
    expect(names.sort()).toEqual(['production', 'staging']);
  });

  it('ends with what went wrong', async () => {
    const seen: string[] = [];
    for await (const page of pages(clientOf('nonsense').listTokens, {})) seen.push(page.ok ? 'ok' : page.error.code);
    expect(seen).toEqual(['invalid_token']);
  });
});

describe('createClient', () => {
  it.each(['http://jeton.example.com', 'ftp://jeton.example.com', 'http://127.0.0.1.example.com', 'jeton'])(
    'does not send tokens to %s',
    (url) => expect(() => createClient({ url })).toThrow(TypeError),
  );

  it.each(['http://127.0.0.1:8787', 'http://localhost:8787/', 'https://jeton.example.com/console'])('takes %s', (url) =>
    expect(() => createClient({ url })).not.toThrow(),
  );
});
