import { checkName, type Objection } from './check-name.ts';
import { refuseUrl } from './public-address.ts';
import { resolveName } from './resolve.ts';

/** A request as the gateway sends it on. The body streams; its length, where it is known, is in the headers. */
export type OriginRequest = {
  url: string;
  /** The `origin` of that URL, which every request of a property has in common. */
  origin: string;
  method: string;
  headers: Record<string, string>;
  body: ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer> | null;
  /** How long the origin may take to begin its answer, once it has the request; bodies take as long as they like. */
  timeoutMs: number;
  /** Settles when the body has been handed over, or never will be; null: there is none to wait for. */
  sent: Promise<unknown> | null;
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
  const send = settings.fetch ?? ((url: string, init: RequestInit) => fetch(url, init));
  const names = new Map<string, { atMs: number; objection: Objection | null }>();
  const refusals = new Map<string, string | null>();

  /** Only the host matters: the path is the client's, and may be as long as S3's keys are. */
  function refusalOf(origin: string): string | null {
    let refusal = refusals.get(origin);
    if (refusal === undefined) {
      refusal = refuseUrl(origin, { loopbackAllowed });
      if (refusals.size >= MAX_NAMES) refusals.clear();
      refusals.set(origin, refusal);
    }
    return refusal;
  }

  /** At once where DNS was asked within the minute. */
  function objectionAt(origin: string, nowMs: number): Objection | null | Promise<Objection | null> {
    const known = names.get(origin);
    return known !== undefined && nowMs - known.atMs < NAME_KEPT_MS ? known.objection : askAnew(origin, nowMs);
  }

  async function askAnew(origin: string, nowMs: number): Promise<Objection | null> {
    const known = names.get(origin);
    const objection = await checkName(origin, resolve);
    // What could not be found out says nothing: an earlier answer stands.
    if (objection?.kind === 'failed') return known === undefined ? objection : known.objection;
    if (names.size >= MAX_NAMES) names.clear();
    names.set(origin, { atMs: nowMs, objection });
    return objection;
  }

  /** The answer of an origin, or that it did not begin in time, once it had the whole request. */
  function attempt({ url, method, headers, body, timeoutMs, sent }: OriginRequest): Promise<OriginAnswer> {
    return new Promise<OriginAnswer>((resolve) => {
      // What is late is ended by the platform together with the request that it is for, and so is the timer: an AbortSignal,
      // or clearing the timer, would be one more thing that every request pays for.
      const startClock = () => setTimeout(resolve, timeoutMs, { kind: 'timeout' });
      if (sent === null) startClock();
      else sent.then(startClock, startClock);
      send(url, { method, headers, body, redirect: 'manual', ...cachingOf(method) }).then(
        (response) => resolve({ kind: 'answered', response }),
        (error: unknown) => resolve({ kind: 'failed', why: tell(error) }),
      );
    }).catch((error: unknown) => ({ kind: 'failed', why: tell(error) }));
  }

  return {
    /** Why a URL is not taken as an origin, to stand after a field's name; null: it is. Says nothing of its name. */
    refuses: (url: string): string | null => refuseUrl(url, { loopbackAllowed }),

    /** Why a name is not: it leads to a private address, or does not resolve. */
    objectionTo: async (url: string, nowMs: number): Promise<Objection | null> =>
      objectionAt(new URL(url).origin, nowMs),

    /** Makes one attempt. Never rejects. */
    send: (request: OriginRequest, nowMs: number): Promise<OriginAnswer> => {
      const refusal = refusalOf(request.origin);
      if (refusal !== null) return Promise.resolve({ kind: 'failed', why: `its URL ${refusal}` });
      const objection = objectionAt(request.origin, nowMs);
      // Nearly always known: awaiting what is no promise would still cost a turn.
      if (objection === null) return attempt(request);
      return Promise.resolve(objection).then(
        (late) => (late === null ? attempt(request) : { kind: 'failed', why: late.reason }),
        (error: unknown) => ({ kind: 'failed', why: tell(error) }),
      );
    },
  };
}

/**
 * Cloudflare would keep answers by their URL and give them to whoever asks next, though origins may answer each token
 * otherwise; and it would fetch the whole of what a range is asked of. Only of what it keeps: it says so in `Cache-Control`,
 * which a storage writes down with what is uploaded.
 */
function cachingOf(method: string): { cache?: 'no-store' } {
  return method === 'GET' || method === 'HEAD' ? UNKEPT : ANY;
}
const UNKEPT = { cache: 'no-store' } as const;
const ANY = {};

/** The platform's own words, which know of the connection and not of the request. */
function tell(error: unknown): string {
  const words = error instanceof Error ? error.message : 'no reason given';
  return `the connection failed: ${words.slice(0, 200).replace(/\.$/, '')}`;
}
