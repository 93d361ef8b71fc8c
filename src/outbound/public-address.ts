import ipaddr from 'ipaddr.js';

const MAX_URL_LENGTH = 2048;
/** All that is routed of IPv6 lies in here, RFC 4291 section 2.4; the IPv4 in `::ffff:…`, `::…` and `64:ff9b::…` does not. */
const ROUTED_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3');
/** Names of a network's own: RFC 6761, RFC 6762 appendix G, RFC 8375 and what ICANN set aside. */
const PRIVATE_NAME =
  /(?:^|\.)(?:localhost|localdomain|local|internal|private|intranet|corp|home|lan|home\.arpa|test|onion)$/;
/** Two labels or more, RFC 1035 section 2.3.4; underscores as people have them. */
const DNS_NAME = /^(?=.{1,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9-]{2,63}$/;

/**
 * Why a webhook is not sent to a URL, to stand after "the URL" or a field's name; null where nothing speaks against it.
 * Says nothing of what its name resolves to: that is {@link refuseAddresses}, at every attempt anew.
 */
export function refuseUrl(address: string, { loopbackAllowed }: { loopbackAllowed: boolean }): string | null {
  if (address.length > MAX_URL_LENGTH) return `must be ${MAX_URL_LENGTH} characters at most`;
  // The parser drops white space at the ends, and tabs and line ends anywhere.
  if (!URL.canParse(address) || /[\s\p{Cc}]/u.test(address)) return 'must be a URL';
  const url = new URL(address);
  const host = hostOf(url);
  const loopback = loopbackAllowed && isLoopback(host);
  if (url.protocol !== 'https:' && !(loopback && url.protocol === 'http:')) return 'must begin with https://';
  if (url.username || url.password) return 'must not hold a user name or password';
  if (address.includes('#')) return 'must not have a fragment';
  return loopback ? null : refuseHost(host);
}

/** Why nothing is sent to a name that resolved to these addresses: one that is not public is one too many. */
export function refuseAddresses(addresses: readonly string[]): string | null {
  const hidden = addresses.find((address) => !isPublic(address));
  return hidden === undefined ? null : `resolves to ${hidden}, which is not a public address`;
}

/** The name that DNS must resolve for a URL; null where its host is an address or this machine. */
export function nameOf(address: string): string | null {
  const host = hostOf(new URL(address));
  return ipaddr.isValid(host) || host === 'localhost' ? null : host;
}

/** An address as digits, a name without the dot of the DNS root. The parser has undone every other spelling. */
function hostOf({ hostname }: URL): string {
  return hostname.startsWith('[') ? hostname.slice(1, -1) : hostname.replace(/\.$/, '');
}

function refuseHost(host: string): string | null {
  if (ipaddr.isValid(host)) return isPublic(host) ? null : 'must not lead to a private or reserved address';
  return DNS_NAME.test(host) && !PRIVATE_NAME.test(host) ? null : 'must name a host on the public Internet';
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || (ipaddr.isValid(host) && ipaddr.parse(host).range() === 'loopback');
}

/** Unknown kinds of address are not public, nor is one that carries another: what that one is, a router decides. */
function isPublic(address: string): boolean {
  if (!ipaddr.IPv4.isValidFourPartDecimal(address) && !ipaddr.IPv6.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  const routed = parsed instanceof ipaddr.IPv4 || parsed.match(ROUTED_IPV6);
  return routed && parsed.range() === 'unicast';
}
