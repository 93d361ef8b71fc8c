import { resolve4, resolve6 } from 'node:dns/promises';
import ipaddr from 'ipaddr.js';
import { within } from './deadline.ts';

/** What asks DNS: in workerd by HTTPS, of cloudflare-dns.com. */
export type Dns = { resolve4: (name: string) => Promise<string[]>; resolve6: (name: string) => Promise<string[]> };

const TIMEOUT_MS = 3_000;

/**
 * The addresses of a name, of both kinds; none where it has none. Throws when DNS does not answer.
 *
 * Does not promise that a connection goes to one of them: the platform resolves anew when it connects. What keeps a
 * deployed Worker off private networks is that Cloudflare's edge has no way into one; this check refuses sooner.
 */
export async function resolveName(
  name: string,
  dns: Dns = { resolve4, resolve6 },
  timeoutMs: number = TIMEOUT_MS,
): Promise<string[]> {
  const both = Promise.all([orNone(dns.resolve4(name)), orNone(dns.resolve6(name))]);
  const records = (await within(timeoutMs, both)).flat();
  // workerd's resolve4 and resolve6 list the names of a CNAME chain among the addresses.
  return records.filter((record) => ipaddr.isValid(record));
}

/** No such record is an answer; SERVFAIL and the like are none, and could hide an address. */
async function orNone(records: Promise<string[]>): Promise<string[]> {
  try {
    return await records;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'ENOTFOUND' || code === 'ENODATA') return [];
    throw error;
  }
}
