import type { JetonBinding } from './binding.ts';

export type VerifierOptions = {
  /** The address of the Jeton deployment, just as its tokens have it in `iss` (RFC 9068 section 4): `https://jeton.example.com`. */
  issuer: string;
  /** What this API calls itself: a signed token must name one of these in `aud` (RFC 9068 section 4). */
  audience: string | readonly string[];
  /** Takes opaque tokens too, and asks Jeton about each. Left out: signed tokens only. */
  opaque?: OpaqueOptions;
  /**
   * How many seconds keys and status lists are believed past their time while the issuer cannot be reached; then
   * all requests are answered 503. Default 300. A revocation may go unnoticed for as long, but never while the issuer answers.
   */
  staleSeconds?: number;
  /**
   * By how many seconds the issuer's clock may be ahead (`iat` and `nbf`, RFC 7519 section 4.1.5). Default 5. A token
   * ends (`exp`) at the second, whatever this is.
   */
  clockToleranceSeconds?: number;
  /** The origin that callers see, where a proxy hides it: what DPoP proofs name (`htu`, RFC 9449 section 4.3). */
  publicOrigin?: string;
  /**
   * A memory of DPoP proofs that many isolates or servers share: records the digest until a time (seconds since 1970) and says
   * whether it was there before. Left out: a proof is good once in each isolate (RFC 9449 section 11.1).
   */
  proofSeen?: (digest: string, expiresAtSeconds: number) => boolean | Promise<boolean>;
  /** The address of this API's metadata, named in `WWW-Authenticate` (RFC 9728 section 5.1). */
  resourceMetadata?: string;
  /** How the issuer is called, say over a service binding. Default: the global `fetch`. */
  fetch?: (request: Request) => Promise<Response>;
  /** The time, milliseconds since 1970. Default: `Date.now`. */
  now?: () => number;
  /** Told, without any secret, why the issuer's answer was of no use. Default: `console.warn`. */
  log?: (message: string) => void;
};

/** How opaque tokens are asked about, and what of a request is passed on with them. */
export type OpaqueOptions = {
  /** The holder's address, for tokens with `allowedIps`: on Workers the header CF-Connecting-IP. Left out: these are refused. */
  address?: (request: RequestLike) => string | null | undefined;
  /** The SHA-256 fingerprint of the holder's verified certificate, for tokens with `clients`. */
  certificate?: (request: RequestLike) => string | null | undefined;
  /** How late a change may be noticed: `bounded` (default, 10 s), `strict` or `edge`. */
  consistency?: 'edge' | 'bounded' | 'strict';
} & (
  | {
      /** The service binding, `[[services]] entrypoint = "Jeton"`. */
      binding: JetonBinding;
    }
  | { http: HttpOptions }
);

export type HttpOptions = {
  /** A credential of this API's own for `POST /v1/tokens/verify`, or what returns the present one. */
  token: string | (() => string | Promise<string>);
  /** Where Jeton is called, if not at the issuer's address. */
  url?: string;
};

/** What is read of a request: a `Request` will do. */
export type RequestLike = {
  readonly method: string;
  readonly url: string;
  readonly headers: { get(name: string): string | null };
};

/** The options, with nothing left out and what is constant worked out. */
export type Settings = {
  issuer: string;
  audience: readonly string[];
  opaque: OpaqueOptions | null;
  staleMs: number;
  toleranceSeconds: number;
  publicOrigin: string | null;
  proofSeen: VerifierOptions['proofSeen'] | null;
  resourceMetadata: string | null;
  fetch: (request: Request) => Promise<Response>;
  now: () => number;
  log: (message: string) => void;
};

/** Throws a TypeError for what could never work: at the start, not at the first request. */
export function readOptions(options: VerifierOptions): Settings {
  const { issuer, audience, staleSeconds = 300, clockToleranceSeconds = 5, publicOrigin, resourceMetadata } = options;
  if (!isIssuer(issuer)) {
    throw new TypeError('issuer must be an https address as it stands in iss, without a slash at its end');
  }
  const audiences = [audience].flat();
  if (audiences.length === 0 || audiences.some((name) => typeof name !== 'string' || name === '')) {
    throw new TypeError('audience must name at least one audience');
  }
  if (publicOrigin !== undefined && new URL(publicOrigin).origin !== publicOrigin) {
    throw new TypeError('publicOrigin must be an origin: https://api.example.com');
  }
  if (resourceMetadata !== undefined && !/^https?:\/\/[^\s"\\]+$/.test(resourceMetadata)) {
    throw new TypeError('resourceMetadata must be an address');
  }
  return {
    issuer,
    audience: audiences,
    opaque: options.opaque ?? null,
    staleMs: seconds('staleSeconds', staleSeconds) * 1000,
    toleranceSeconds: seconds('clockToleranceSeconds', clockToleranceSeconds),
    publicOrigin: publicOrigin ?? null,
    proofSeen: options.proofSeen ?? null,
    resourceMetadata: resourceMetadata ?? null,
    fetch: options.fetch ?? ((request) => fetch(request)),
    now: options.now ?? Date.now,
    log: options.log ?? ((message) => console.warn(message)),
  };
}

function isIssuer(issuer: unknown): issuer is string {
  if (typeof issuer !== 'string' || !URL.canParse(issuer) || issuer.endsWith('/')) return false;
  const { protocol, hostname, search, hash, username } = new URL(issuer);
  if (search !== '' || hash !== '' || username !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

function isLoopback(hostname: string): boolean {
  return /^(?:localhost|.+\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(hostname);
}

function seconds(name: string, value: number): number {
  if (!Number.isFinite(value) || value < 0) throw new TypeError(`${name} must be a number of seconds`);
  return value;
}
