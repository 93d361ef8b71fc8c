import { checkName, type Objection } from './check-name.ts';
import { refuseUrl } from './public-address.ts';
import { resolveName } from './resolve.ts';

/** A request as the gateway sends it on. The body streams; its length, where it is known, is in the headers. */
export type OriginRequest = {
  url: string;
  method: string;
  headers: Headers;
  body: ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer> | null;
  /** How long the origin may take to begin its answer; the body may then take as long as it likes. */
  timeoutMs: number;
};

/** What became of it. `answered` with any status, a redirect too: it is not followed. `why` is a clause for people. */
export type OriginAnswer =
  | { kind: 'answered'; response: Response }
  | { kind: 'failed'; why: string }
  | { kind: 'timeout' };

type Settings = {
  loopbackAllowed: boolean;
  resolve?: (name: string) => Promise<string[]>;
  fetch?: (url: string, init: RequestInit) => Promise<Response>;
};

export type OriginSender = ReturnType<typeof createOriginSender>;

/** How long one answer of DNS about a name is relied on: the platform asks anew at every connection anyway. */
const NAME_KEPT_MS = 60_000;
const MAX_NAMES = 500;

/** Sends requests on to origins, each once. Never to a private address: by name, by address or by redirect. */
export function createOriginSender(settings: Settings) {
  const { loopbackAllowed, resolve = resolveName } = settings;
  const send = settings.fetch ?? ((url, init) => fetch(url, init));
  const names = new Map<string, { atMs: number; objection: Objection | null }>();

  async function objectionTo(url: string, nowMs: number): Promise<Objection | null> {
    const { origin } = new URL(url);
    const known = names.get(origin);
    if (known !== undefined && nowMs - known.atMs < NAME_KEPT_MS) return known.objection;
    const objection = await checkName(url, resolve);
    // What could not be found out says nothing: an earlier answer stands.
    if (objection?.kind === 'failed') return known === undefined ? objection : known.objection;
    if (names.size >= MAX_NAMES) names.clear();
    names.set(origin, { atMs: nowMs, objection });
    return objection;
  }

  return {
    /** Why a URL is not taken as an origin, to stand after a field's name; null: it is. Says nothing of its name. */
    refuses: (url: string): string | null => refuseUrl(url, { loopbackAllowed }),

    /** Why a name is not: it leads to a private address, or does not resolve. */
    objectionTo,

    /** Makes one attempt. Never throws. */
    send: async (request: OriginRequest, nowMs: number): Promise<OriginAnswer> => {
      const refusal = refuseUrl(request.url.split('?')[0] ?? '', { loopbackAllowed });
      if (refusal !== null) return { kind: 'failed', why: `its URL ${refusal}` };
      const controller = new AbortController();
      let late = false;
      const timer = setTimeout(() => {
        late = true;
        controller.abort();
      }, request.timeoutMs);
      try {
        const objection = await objectionTo(request.url, nowMs);
        if (objection !== null) return { kind: 'failed', why: objection.reason };
        const { url, method, headers, body } = request;
        const response = await send(url, { method, headers, body, redirect: 'manual', signal: controller.signal });
        return { kind: 'answered', response };
      } catch (error) {
        return late ? { kind: 'timeout' } : { kind: 'failed', why: tell(error) };
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

/** The platform's own words, which know of the connection and not of the request. */
function tell(error: unknown): string {
  const words = error instanceof Error ? error.message : 'no reason given';
  return `the connection failed: ${words.slice(0, 200)}`;
}
