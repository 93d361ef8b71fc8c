import type { OPERATIONS } from './operations.ts';

type Operation = (typeof OPERATIONS)[keyof typeof OPERATIONS];

/** A call as it arrives: what the types of each method say, forgotten. */
export type AnyCall = {
  path?: Record<string, string>;
  query?: Record<string, unknown>;
  body?: unknown;
  contentType?: string;
  idempotencyKey?: string;
  signal?: AbortSignal | undefined;
};

/** The request of a call. */
export function requestOf(origin: string, operation: Operation, call: AnyCall, token: string | null): Request {
  const [method, template, sends] = operation;
  const headers = new Headers();
  if (token !== null) headers.set('Authorization', `Bearer ${token}`);
  if (call.idempotencyKey !== undefined) headers.set('Idempotency-Key', call.idempotencyKey);
  // A redirect would take the token elsewhere; Jeton sends none.
  const init: RequestInit & { duplex?: 'half' } = { method, headers, redirect: 'manual' };
  if (call.signal !== undefined) init.signal = call.signal;
  if (call.body !== undefined) {
    init.body = bodyOf(sends, call, headers);
    // What is streamed is sent before the answer is read: Node wants to be told.
    if (init.body instanceof ReadableStream) init.duplex = 'half';
  }
  return new Request(urlOf(origin, template, call), init);
}

function bodyOf(sends: Operation[2], { body, contentType }: AnyCall, headers: Headers): BodyInit {
  if (sends === 'form') return formOf(body as Record<string, unknown>);
  if (sends === 'json') {
    headers.set('Content-Type', 'application/json');
    return JSON.stringify(body);
  }
  if (contentType !== undefined) headers.set('Content-Type', contentType);
  return body as BodyInit;
}

function urlOf(origin: string, template: string, { path = {}, query = {} }: AnyCall): string {
  const pathname = template.replace(/\{(\w+)\}/g, (_all, name: string) => segmentOf(name, path[name]));
  const search = formOf(query).toString();
  return search === '' ? origin + pathname : `${origin}${pathname}?${search}`;
}

/** One segment, whatever it holds: `.` and `..` would be taken for steps in the path, even escaped. */
function segmentOf(name: string, value: string | undefined): string {
  if (value === undefined || value === '' || value === '.' || value === '..') {
    throw new TypeError(`path.${name} is ${value === undefined ? 'missing' : `"${value}"`}`);
  }
  return encodeURIComponent(value);
}

/** A list is its values, one after the other. */
function formOf(fields: Record<string, unknown>): URLSearchParams {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined) form.append(name, String(one));
  }
  return form;
}
