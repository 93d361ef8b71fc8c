import type { OPERATIONS } from './operations.ts';
import type { ClientError, Result } from './types.ts';

type Operation = (typeof OPERATIONS)[keyof typeof OPERATIONS];

/** What an answer comes to; what is no answer of Jeton is an error too. */
export async function resultOf([, , , answers]: Operation, response: Response): Promise<Result<unknown>> {
  if (!response.ok) return { ok: false, error: await errorOf(response), response };
  if (answers === 'stream') return { ok: true, value: response, response };
  if (answers === 'none') {
    await response.body?.cancel();
    return { ok: true, value: undefined, response };
  }
  const value = await jsonOf(response);
  if (value === undefined) return { ok: false, error: unreadable(response), response };
  return { ok: true, value, response };
}

/** No answer came: the network, the name, the certificate, or whoever broke the call off. */
export function unreachable(cause: unknown): Result<never> {
  const error: ClientError = {
    ...NOTHING,
    code: 'unreachable',
    status: null,
    detail: `No answer came: ${cause instanceof Error ? cause.message : String(cause)}`,
    fix: 'Check the address and the network, look whether the request was carried out, and repeat it if not.',
    requestId: null,
    retryAfterSeconds: null,
  };
  return { ok: false, error, response: null };
}

const NOTHING = { scope: null, errors: [] };

/** Problem details (RFC 9457), or what OAuth has instead, with members of ours: RFC 6749 section 5.2. */
async function errorOf(response: Response): Promise<ClientError> {
  const body = await jsonOf(response);
  if (!isRecord(body) || typeof body.code !== 'string') return unreadable(response);
  return {
    code: body.code,
    status: response.status,
    detail: textOf(body.detail) ?? textOf(body.error_description) ?? '',
    fix: textOf(body.fix) ?? '',
    requestId: textOf(body.requestId) ?? response.headers.get('Request-Id'),
    retryAfterSeconds: retryAfterOf(response),
    scope: textOf(body.scope),
    errors: Array.isArray(body.errors) ? body.errors : [],
  };
}

function unreadable(response: Response): ClientError {
  return {
    ...NOTHING,
    code: 'unreadable',
    status: response.status,
    detail: `What answered is not Jeton, or something stands before it: status ${response.status}.`,
    fix: 'Check the address, and what lies between here and there.',
    requestId: response.headers.get('Request-Id'),
    retryAfterSeconds: retryAfterOf(response),
  };
}

async function jsonOf(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}

/** Jeton gives seconds; a proxy before it may give a date. */
function retryAfterOf({ headers }: Response): number | null {
  const text = headers.get('Retry-After');
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
