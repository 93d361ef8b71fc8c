import { setTimeout as sleep } from 'node:timers/promises';

const REQUEST_TIMEOUT_MS = 20_000;

export interface Answer {
  status: number;
  text: string;
  body: unknown;
}

/** What the running Worker says about itself: not up yet, ready, or up and broken. */
export type Health = { state: 'starting' } | { state: 'ready'; setUp: boolean } | { state: 'broken'; answer: Answer };

export async function readHealth(url: string): Promise<Health> {
  let answer: Answer;
  try {
    answer = await request(`${url}/health`);
  } catch {
    return { state: 'starting' };
  }
  const setUp = field(answer.body, 'setUp');
  if (answer.status === 200 && typeof setUp === 'boolean') return { state: 'ready', setUp };
  return { state: 'broken', answer };
}

/** Asks until the Worker is ready; a Worker that stays broken, or never comes, is the last answer. */
export async function waitForHealth(url: string, timeoutMs: number, givenUp: () => boolean): Promise<Health> {
  const deadline = Date.now() + timeoutMs;
  let health: Health = { state: 'starting' };
  while (Date.now() < deadline && !givenUp()) {
    health = await readHealth(url);
    if (health.state === 'ready') return health;
    await sleep(150);
  }
  return health;
}

export interface Administrator {
  setupCode: string;
  email: string;
  name: string;
  password: string;
}

export function setUp(url: string, administrator: Administrator): Promise<Answer> {
  return request(`${url}/v1/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(administrator),
  });
}

export function readOwnToken(url: string, token: string): Promise<Answer> {
  return request(`${url}/v1/tokens/self`, { headers: { authorization: `Bearer ${token}` } });
}

/** Whether a person with a browser finds something there. A machine that is too busy to say is no reason not to start. */
export async function servesPage(url: string): Promise<boolean> {
  const init = { headers: { accept: 'text/html' }, signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS) };
  try {
    const response = await fetch(url, init);
    await response.body?.cancel();
    return response.ok && (response.headers.get('content-type') ?? '').startsWith('text/html');
  } catch {
    return false;
  }
}

export function field(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null
    ? Object.entries(body).find(([key]) => key === name)?.[1]
    : undefined;
}

async function request(url: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS) });
  const text = await response.text();
  return { status: response.status, text, body: parseJson(text) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
