import { beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../../src/routes/app.ts';
import { type Conformance, conformTo } from './check.ts';

let conformance: Conformance;
const health = () => ask('GET', '/health');

beforeAll(async () => {
  conformance = conformTo(await (await createApp().request('/openapi.json')).json());
});

function ask(method: string, path: string): Request {
  return new Request(`https://jeton.test${path}`, { method });
}

function problem(status: number, code: string, headers: Record<string, string> = {}): Response {
  const body = { type: '', title: '', status, detail: '', code, fix: '', requestId: 'req_1' };
  const all = { 'Content-Type': 'application/problem+json', 'Request-Id': 'req_1', ...headers };
  return new Response(JSON.stringify(body), { status, headers: all });
}

/** Without it, a check that lets everything pass would make every other test look well. */
describe('an answer that the OpenAPI document does not declare is caught', () => {
  const wrong: [what: string, request: () => Request, answer: () => Response, said: RegExp][] = [
    ['its status', health, () => new Response('', { status: 202 }), /declares no answer 202/],
    ['its content type', health, () => new Response('ok'), /not the content type text\/plain/],
    ['a member that is missing', health, () => Response.json({ status: 'ok' }), /required property "setUp"/],
    ['a member too many', health, () => Response.json({ status: 'ok', setUp: true, load: 1 }), /load/],
    ['a member of another type', health, () => Response.json({ status: 'ok', setUp: 1 }), /setUp/],
    ['a code', health, () => problem(503, 'conflict', { 'Retry-After': '2' }), /code conflict is not among/],
    ['a header that is missing', health, () => problem(503, 'unavailable'), /header Retry-After is missing/],
    ['a body', () => ask('DELETE', '/v1/tokens/self'), () => Response.json({}, { status: 200 }), /no answer 200/],
    ['a route', () => ask('GET', '/v1/nothing'), () => Response.json({}), /does not describe it/],
  ];

  it.each(wrong)('by %s', async (_what, request, answer, said) => {
    await expect(conformance.checkAnswer(request(), answer())).rejects.toThrow(said);
  });

  it('and so is a body that was taken and should not have been', () => {
    const request = ask('POST', '/v1/projects');
    const answer = Response.json({}, { status: 201 });
    expect(() => conformance.checkSent(request, answer, { id: 'web' })).toThrow(/required property "name"/);
    expect(() => conformance.checkSent(request, answer, { id: 'web', name: 'Web', x: 1 })).toThrow(/forbids/);
    expect(() => conformance.checkSent(request, answer, { id: 'web', name: 'Web' })).not.toThrow();
  });
});

describe('an answer that it declares passes, and stays to be read', () => {
  it.each([
    ['JSON', () => Response.json({ status: 'ok', setUp: true })],
    ['a problem', () => problem(503, 'unavailable', { 'Retry-After': '2' })],
  ])('%s', async (_what, answer) => {
    const checked = await conformance.checkAnswer(health(), answer());
    expect(await checked.json()).toEqual(await answer().json());
    expect([...checked.headers]).toEqual([...answer().headers]);
  });
});
