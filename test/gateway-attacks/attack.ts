import { lines } from '../support/raw-http.ts';

export const HOST = 'files.localhost';
/** Its requests to the origin are signed. */
export const SIGNED_HOST = 'signed.localhost';
/** Behind this path at the origin lies all that the properties lend. */
export const BASE = '/base';

/** Stands for the secret of a token that may read the album `cats` and nothing else. */
export const TOKEN = '<token>';

/** One connection's bytes, and all that may come of them. */
export interface Attack {
  /** Ends a sentence that begins with "nothing is let through but what was authorised:". */
  title: string;
  bytes: string;
  /** `refused`: nothing reaches the origin; else the target and body of the one request that does. */
  outcome: 'refused' | { target: string; body?: string; method?: string };
  /** The first answer, where it matters. */
  status?: number;
}

/** A GET of an open path, with what is added to its head. */
export function get(target: string, ...fields: string[]): string {
  return lines(`GET ${target} HTTP/1.1`, `Host: ${HOST}`, ...fields);
}

export function post(body: string, ...fields: string[]): string {
  return lines('POST /public/x HTTP/1.1', `Host: ${HOST}`, ...fields) + body;
}

/** A GET that bears the token. */
export function getAs(target: string, ...fields: string[]): string {
  return get(target, `Authorization: Bearer ${TOKEN}`, ...fields);
}
