import { z } from 'zod';
import { checkName } from './check-name.ts';
import { refuseUrl } from './public-address.ts';
import { resolveName } from './resolve.ts';

/** The key set of an issuer as it was published, or a clause that says why it could not be had. */
export type FetchedKeys = { kind: 'keys'; document: unknown } | { kind: 'failed'; reason: string };

type Settings = {
  loopbackAllowed: boolean;
  resolve?: (name: string) => Promise<string[]>;
  fetch?: (url: string, init: RequestInit) => Promise<Response>;
  timeoutMs?: number;
};

export type IssuerKeyFetcher = ReturnType<typeof createIssuerKeyFetcher>;

/** For both documents together. */
const TIMEOUT_MS = 5_000;
/** GitHub's and GitLab's are below 10 kB. */
const MAX_BYTES = 256 * 1024;
/** OpenID Connect Discovery 1.0 section 3, as far as it is needed. */
const Discovery = z.object({ issuer: z.string(), jwks_uri: z.string() });

/** Fetches the keys that other issuers sign with. Follows no redirect and goes to no private address. */
export function createIssuerKeyFetcher(settings: Settings) {
  const { loopbackAllowed, timeoutMs = TIMEOUT_MS } = settings;
  const reach = { resolve: resolveName, fetch: (url: string, init: RequestInit) => fetch(url, init), ...settings };
  return {
    /** Why nobody at this address is trusted, to stand after a field's name; null: nothing speaks against it. */
    refuses: (issuer: string): string | null => {
      return refuseUrl(issuer, { loopbackAllowed }) ?? (issuer.includes('?') ? 'must not have a query' : null);
    },

    /** Asks an issuer where its keys are, and reads them. Never throws. */
    fetchKeys: async (issuer: string): Promise<FetchedKeys> => {
      const signal = AbortSignal.timeout(timeoutMs);
      const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
      const discovered = await readJson(reach, address, signal);
      if (discovered.kind === 'failed') return discovered;
      const discovery = Discovery.safeParse(discovered.document);
      if (!discovery.success) return failed('its discovery document is none');
      // Section 4.3: else whoever is asked could answer for another.
      if (discovery.data.issuer !== issuer) return failed('its discovery document names another issuer');
      return readJson(reach, discovery.data.jwks_uri, signal);
    },
  };
}

type Reach = Required<Pick<Settings, 'resolve' | 'fetch' | 'loopbackAllowed'>>;

async function readJson(reach: Reach, url: string, signal: AbortSignal): Promise<FetchedKeys> {
  const refusal = refuseUrl(url, reach);
  if (refusal !== null) return failed(`the address of its keys ${refusal}`);
  try {
    const objection = await checkName(url, reach.resolve);
    if (objection !== null) return failed(objection.reason);
    const headers = { Accept: 'application/json', 'User-Agent': 'Jeton/1' };
    const response = await reach.fetch(url, { headers, redirect: 'manual', signal });
    if (response.status !== 200) {
      await response.body?.cancel();
      return failed(`it answered ${response.status}`);
    }
    const text = await readBounded(response);
    return text === null ? failed(`it sent more than ${MAX_BYTES / 1024} kB`) : parse(text);
  } catch {
    return failed(signal.aborted ? 'it did not answer in time' : 'the connection failed');
  }
}

function parse(text: string): FetchedKeys {
  try {
    return { kind: 'keys', document: JSON.parse(text) };
  } catch {
    return failed('it sent no JSON');
  }
}

/** The body, counted as it comes: no length that is told is believed. Null where it is too long. */
async function readBounded({ body }: Response): Promise<string | null> {
  const reader = body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (let left = MAX_BYTES; reader !== undefined; ) {
    const { done, value } = await reader.read();
    if (done) break;
    left -= value.byteLength;
    if (left < 0) {
      await reader.cancel().catch(() => {});
      return null;
    }
    text += decoder.decode(value, { stream: true });
  }
  return text + decoder.decode();
}

function failed(reason: string): { kind: 'failed'; reason: string } {
  return { kind: 'failed', reason };
}
