import { createDocument, type Document, type DocumentDeps } from './document.ts';
import type { Settings } from './options.ts';

/** What is held of the issuer's: its keys, and the status lists that tokens named. */
export type Issuer = {
  settings: Settings;
  keys: Document<KeySet>;
  /** When the keys were last asked for because of a `kid` that is not among them. */
  askedAnewAtMs: number;
  lists: Map<string, Document<StatusList>>;
  /** Headers of JWTs that the issuer has signed, by their text. */
  headers: Map<string, Header>;
};

export type Header = { kid: string; alg: string; typ: string };

export type PublicKey = { algorithm: string; key: CryptoKey; x: string };
export type KeySet = ReadonlyMap<string, PublicKey>;
/** One bit a token, the least significant bit of a byte first. */
export type StatusList = Uint8Array;

/** 128 kB each; a list has room for a million tokens. */
const MAX_LISTS = 32;

export function createIssuer(settings: Settings): Issuer {
  return {
    settings,
    keys: createDocument(`${settings.issuer}/.well-known/jwks.json`),
    askedAnewAtMs: Number.NEGATIVE_INFINITY,
    lists: new Map(),
    headers: new Map(),
  };
}

/** The status list of that address, which a signed token named: held or to be fetched. */
export function listOf({ lists }: Issuer, uri: string): Document<StatusList> {
  const known = lists.get(uri);
  if (known) return known;
  const [oldest] = lists.keys();
  if (lists.size >= MAX_LISTS && oldest !== undefined) lists.delete(oldest);
  const list = createDocument<StatusList>(uri);
  lists.set(uri, list);
  return list;
}

export function fetching<T>({ settings }: Issuer, bring: DocumentDeps<T>['bring']): DocumentDeps<T> {
  const { now, staleMs, log } = settings;
  return { bring, now, staleMs, log };
}
