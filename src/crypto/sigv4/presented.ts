import type { Scope } from './canonical.ts';

/** A request as it was received, as far as its signature goes. */
export type SignedRequest = {
  method: string;
  url: URL;
  headers: Headers;
  /** `Accept-Encoding` as the client sent it, where the platform tells: Cloudflare puts its own in the header's place. */
  acceptEncoding?: string | null;
};

/** What a signature says of the body: its hash, nothing, or that it comes in chunks with a frame of their own. */
export type Payload =
  | { kind: 'hash'; sha256Hex: string }
  | { kind: 'unsigned' }
  | { kind: 'chunked'; signed: boolean; trailer: boolean };

export type PresentedSignature = {
  how: 'header' | 'query';
  accessKeyId: string;
  scope: Scope;
  /** `YYYYMMDDTHHMMSSZ`. */
  amzDate: string;
  signedAtMs: number;
  /** Lower-case names, in order. */
  signedHeaders: readonly string[];
  /** 64 hex digits, lower case. */
  signature: string;
  /** Of a presigned URL: how long it is good; null in a header. */
  expiresSeconds: number | null;
  payload: Payload;
  /** The word that stands for the body in what was signed. */
  payloadHash: string;
};

/** Why a signature is not taken. */
export type SignatureFault =
  | { reason: 'no_signature' }
  | { reason: 'malformed_signature'; where: 'header' | 'query'; why: string }
  | { reason: 'not_supported'; what: string }
  | { reason: 'bad_request'; why: string }
  | { reason: 'unsigned_header'; header: string }
  | { reason: 'time_skewed' }
  | { reason: 'url_expired' }
  | { reason: 'signature_mismatch' }
  | { reason: 'body_mismatch'; what: 'sha256' | 'checksum' | 'chunk' | 'length' };

export type Checked<Value> = { ok: true; value: Value } | { ok: false; denial: SignatureFault };
