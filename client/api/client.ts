import { resultOf, unreachable } from './answer.ts';
import { OPERATIONS } from './operations.ts';
import { type AnyCall, requestOf } from './request.ts';
import type { Jeton, OperationId, Result } from './types.ts';

export type ClientOptions = {
  /** Where the deployment is: `https://jeton.example.com`. Plain http is for this machine only. */
  url: string;
  /** The token to present, or what gives one for each call: a token that is replaced while the program runs. */
  token?: string | (() => string | Promise<string>) | undefined;
  /** What sends the requests; left out: the `fetch` of the platform. A service binding has one of its own. */
  fetch?: ((request: Request) => Promise<Response>) | undefined;
};

/**
 * A client of a deployment: one method for each operation of its API.
 *
 * @example
 * const jeton = createClient({ url: 'https://jeton.example.com', token });
 * const made = await jeton.createToken({ body: { type: 'admin', name: 'deploy' } });
 * if (made.ok) use(made.value.secret);
 * else if (made.error.code === 'limit_reached') …
 */
export function createClient(options: ClientOptions): Jeton {
  const origin = originOf(options.url);
  // Called as a plain function: browsers refuse a fetch that is called as a method of something else.
  const send = options.fetch ?? ((request: Request) => fetch(request));
  const { token } = options;

  async function call(id: OperationId, asked: AnyCall = {}): Promise<Result<unknown>> {
    const presented = typeof token === 'function' ? await token() : (token ?? null);
    const request = requestOf(origin, OPERATIONS[id], asked, presented);
    let response: Response;
    try {
      response = await send(request);
    } catch (cause) {
      return unreachable(cause);
    }
    return resultOf(OPERATIONS[id], response);
  }

  const ids = Object.keys(OPERATIONS) as OperationId[];
  const methods = ids.map((id) => [id, (asked?: AnyCall) => call(id, asked)] as const);
  return Object.fromEntries(methods) as unknown as Jeton;
}

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

function originOf(url: string): string {
  const { protocol, hostname, origin } = new URL(url);
  if (protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname))) return origin;
  throw new TypeError('url must begin with https://: tokens are not sent in clear');
}
